/** On every image of livemode's: what it is a layer of. */
export const layerLabel = 'livemode.layer'

/** On an image that was made of another one: the id of that. */
export const fromLabel = 'livemode.from'

/** On every container of livemode's: the process that it belongs to, see `Owner`. */
export const ownerLabel = 'livemode.owner'

/** The process that starts containers. They are taken away when it ends, however it ends. */
export interface Owner {
  readonly hostname: string
  readonly pid: number
}

export const renderOwner = ({hostname, pid}: Owner) => `${hostname}:${pid}`

export function parseOwner(label: string): Owner {
  const colon = label.lastIndexOf(':')
  return {hostname: label.slice(0, colon), pid: Number(label.slice(colon + 1))}
}
