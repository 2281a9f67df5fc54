import type {UpgradeTransaction} from '@livemode/config'

const byVersion = new Intl.Collator('en', {numeric: true})

/** The kernels that a plan brings, as uname(2) has their releases; the newest is the last. */
export const kernelsOf = ({
  upgrade,
  new: added,
}: Pick<UpgradeTransaction, 'upgrade' | 'new'>): readonly string[] =>
  [...upgrade, ...added]
    .flatMap(
      // Beside a kernel there may be its symbols; one that is not signed has the same files.
      ({package: name}) =>
        /^linux-image-(\d\S*?)(?:-unsigned)?(?<!-dbg):[^:]+$/.exec(name)?.[1] ?? [],
    )
    .toSorted(byVersion.compare)
