/**
 * Parses what `blkid --output export` prints, see blkid(8): a device as lines of `NAME=value`, with an
 * empty line behind it and with escapes as for a shell. What is not understood is ignored.
 *
 * Gives the UUIDs by the path of the device.
 */
export function parseBlkid(text: string): ReadonlyMap<string, string> {
  const devices = text.split(/\n{2,}/).map(block => new Map(block.split('\n').flatMap(pairOf)))
  return new Map(
    devices.flatMap((device): [string, string][] => {
      const [name, uuid] = [device.get('DEVNAME'), device.get('UUID')]
      return name === undefined || uuid === undefined ? [] : [[name, uuid]]
    }),
  )
}

function pairOf(line: string): [string, string][] {
  const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? []
  return name === undefined || value === undefined ? [] : [[name, value.replace(/\\(.)/g, '$1')]]
}
