import {factText, type PackageFacts, parseCrypttab} from '@livemode/host'

/** A package that a machine needs after the upgrade although nothing in its plan asks for it. */
export interface Addition {
  readonly package: string
  readonly why: string
}

interface AdditionRule extends Addition {
  readonly isNeeded: (facts: PackageFacts) => boolean
}

const rules: readonly AdditionRule[] = [
  {
    // systemd had it in its own package before, and only recommends it now.
    package: 'systemd-cryptsetup',
    why: '/etc/crypttab has entries, and without it no encrypted volume is opened',
    isNeeded: hasEncryptedVolumes,
  },
]

/** The packages to add to the plan of a machine. */
export const planAdditions = (facts: PackageFacts): readonly Addition[] =>
  rules
    .filter(({isNeeded}) => isNeeded(facts))
    .map(({package: name, why}) => ({package: name, why}))

export function hasEncryptedVolumes(facts: PackageFacts): boolean {
  return parseCrypttab(factText(facts, '/etc/crypttab') ?? '').length > 0
}
