import type {AptTransaction} from '@livemode/config'

/** The kernels that a plan brings, as uname(2) has their releases. */
export const kernelsOf = ({
  upgrade,
  new: added,
}: Pick<AptTransaction, 'upgrade' | 'new'>): readonly string[] =>
  [...upgrade, ...added].flatMap(
    // Beside a kernel there may be its symbols; one that is not signed has the same files.
    ({package: name}) =>
      /^linux-image-(\d\S*?)(?:-unsigned)?(?<!-dbg):[^:]+$/.exec(name)?.[1] ?? [],
  )
