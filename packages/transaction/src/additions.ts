import {factText, type PackageFacts, parseCrypttab} from '@livemode/host'
import type {DebianTarget, MachineNeed} from '@livemode/userspace'

/** A package that a machine needs after the upgrade although nothing in its plan asks for it. */
export interface Addition {
  readonly package: string
  readonly why: string
}

const needs: Readonly<Record<MachineNeed, (facts: PackageFacts) => boolean>> = {
  'encrypted-volumes': hasEncryptedVolumes,
}

/** The packages to add to the plan of a machine. */
export const planAdditions = (
  facts: PackageFacts,
  {additions}: Pick<DebianTarget, 'additions'>,
): readonly Addition[] =>
  additions
    .filter(({need}) => needs[need](facts))
    .map(({package: name, why}) => ({package: name, why}))

export function hasEncryptedVolumes(facts: PackageFacts): boolean {
  return parseCrypttab(factText(facts, '/etc/crypttab') ?? '').length > 0
}
