/** A block device as lsblk lists it. */
export interface ListedDevice {
  readonly name: string
  readonly type: string
}

/** Parses what `lsblk --list --noheadings --output NAME,TYPE` prints. */
export const parseDevices = (text: string): readonly ListedDevice[] =>
  text.split('\n').flatMap(line => {
    const [name, type] = line.trim().split(/ +/)
    return name && type !== undefined ? [{name, type}] : []
  })
