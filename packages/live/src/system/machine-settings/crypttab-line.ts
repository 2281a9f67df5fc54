import type {CrypttabEntry} from '@livemode/host'

/** Where the live system has a file of the source, by its path there. */
export type PlaceOf = (path: string) => string

/** Options whose value is a file. */
const fileOptions = ['header', 'tcrypt-keyfile', 'tpm2-signature', 'tpm2-pcrlock']

/** A device that is missing must not stop the boot, and nobody is asked for a passphrase. */
const liveOptions = ['nofail', 'headless=true']
/** The question for one that a program answers has an end. */
const answeredOptions = ['nofail', 'timeout=300']
const replacedOption = /^(?:nofail|headless|(?:headless|timeout)=.*)$/

/** The line of the live system's crypttab(5) for one of the source's. */
export function renderLiveLine(
  entry: CrypttabEntry,
  {placeOf, isAnswered}: {placeOf: PlaceOf; isAnswered: boolean},
): string {
  const {name, device, keyFile, options} = entry
  const kept = options
    .filter(option => !replacedOption.test(option))
    .map(option => moveOption(option, placeOf))
  const moved = [movePath(device, placeOf), movePath(keyFile ?? 'none', placeOf)]
  return `${[name, ...moved, [...kept, ...(isAnswered ? answeredOptions : liveOptions)].join(',')].join(' ')}\n`
}

function moveOption(option: string, placeOf: PlaceOf): string {
  const equals = option.indexOf('=')
  const name = option.slice(0, Math.max(equals, 0))
  if (!fileOptions.includes(name)) return option
  return `${name}=${movePath(option.slice(equals + 1), placeOf)}`
}

/** Devices, and files on a device of their own (`/path:DEVICE`), have the same name in both systems. */
function movePath(path: string, placeOf: PlaceOf): string {
  const isOnOwnDevice = /:(\/|UUID=|LABEL=|PARTUUID=|PARTLABEL=)[^:]*$/.test(path)
  if (!path.startsWith('/') || path.startsWith('/dev/') || isOnOwnDevice) return path
  return placeOf(path)
}
