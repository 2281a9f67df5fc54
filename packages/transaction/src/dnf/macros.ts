import type {DnfTransaction} from '@livemode/config'
import {factsBelow, factText, type PackageFacts} from '@livemode/host'

const names = ['_install_langs', '_excludedocs', '_netsharedpath'] as const

/**
 * What a machine has rpm leave out: its own macros, which the live system's rpm does not read, and the flag of its dnf that
 * means the same.
 */
export function parseMacros(facts: PackageFacts): DnfTransaction['macros'] {
  const texts = factsBelow(facts, '/etc/rpm').map(([, text]) => text)
  const lines = texts.flatMap(text => text.split('\n'))
  const macros: Partial<Record<(typeof names)[number], string>> = {}
  for (const line of lines) {
    const [, name, value] = /^%(\w+)\s+(\S.*?)\s*$/.exec(line) ?? []
    const known = names.find(one => one === name)
    if (known !== undefined && value !== undefined) macros[known] = value
  }
  const flags = /^\s*tsflags\s*=\s*(.*)$/m.exec(factText(facts, '/etc/dnf/dnf.conf') ?? '')?.[1]
  if (flags?.split(/[\s,]+/).includes('nodocs')) macros._excludedocs = '1'
  return macros
}
