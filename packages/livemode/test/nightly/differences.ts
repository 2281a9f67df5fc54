import type {SystemState} from './system-state.ts'

/** What may differ between an upgrade from the live system and a classic one, and why. */
const expected: readonly {readonly what: RegExp; readonly why: string}[] = [
  {
    what: /^(file|content) \/etc\/apt\/sources\.list(\.d\/.*)?$/,
    why: 'the classic upgrade reads the very packages that were downloaded, from a folder',
  },
  {
    what: /^(file|content) \/etc\/livemode(\/.*)?$/,
    why: 'livemode keeps its record there',
  },
  {
    what: /^(file|content) \/etc\/systemd\/system\/(\w+(-\w+)*\.target\.wants\/)?livemode-first-boot(-limit)?\.service$/,
    why: 'the check of the first boot takes itself away',
  },
  {
    what: /^(file|content) \/etc\/ld\.so\.cache$/,
    why: 'it names files in the order in which they were found',
  },
]

/** How two systems differ, a line each, but for what is expected. */
export function differencesOf(classic: SystemState, found: SystemState): readonly string[] {
  const names = new Set([...classic.keys(), ...found.keys()])
  return [...names].toSorted().flatMap(name => {
    const [want, have] = [classic.get(name), found.get(name)]
    if (want === have || expected.some(({what}) => what.test(name))) return []
    return [`${name}: ${have ?? 'missing'}, and classically ${want ?? 'missing'}`]
  })
}
