import {parseParagraphs} from '@livemode/config'

/** A configuration file of a package, as dpkg has recorded it. */
export interface RecordedConffile {
  /** Without its architecture: it may have another one in the target, and two have the same files. */
  readonly package: string
  readonly path: string
  /** The checksum of what the package brought. */
  readonly md5: string
}

/** The configuration files in dpkg's status; what a package does not have any more is not among them. */
export const parseConffiles = (status: string): readonly RecordedConffile[] =>
  parseParagraphs(status).flatMap(paragraph => {
    const name = paragraph.get('package') ?? ''
    return (paragraph.get('conffiles') ?? '').split('\n').flatMap(line => {
      const [, path, md5] = /^ (\/.+?) ([0-9a-f]{32})$/.exec(line) ?? []
      return path === undefined || md5 === undefined ? [] : [{package: name, path, md5}]
    })
  })
