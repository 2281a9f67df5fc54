/** What a step needs on the file system of a place. */
export interface RoomNeed {
  readonly what: string
  readonly path: string
  readonly bytes: number
}
