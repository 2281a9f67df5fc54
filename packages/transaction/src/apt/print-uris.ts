import {LivemodeError} from '@livemode/config'

/** A package that apt would download. */
export interface PrintedUri {
  readonly uri: string
  readonly name: string
  readonly version: string
  readonly architecture: string
  readonly bytes: number
  readonly sha256: string
}

/**
 * Parses what `apt-get -qq --print-uris` prints with `Acquire::ForceHash=SHA256`.
 *
 * Throws `PLAN_BROKEN` for a line that is something else: a package without its checksum is none to download.
 */
export const parsePrintedUris = (text: string): readonly PrintedUri[] =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const match = /^'(\S+)' ([^\s_]+)_([^\s_]+)_([^\s_]+)\.deb (\d+) SHA256:([0-9a-f]{64})$/.exec(
        line,
      )
      if (!match) throw new LivemodeError('PLAN_BROKEN', `apt gives no checksum: ${line}`)
      const [, uri = '', name = '', version = '', architecture = '', bytes = '', sha256 = ''] =
        match
      return {
        uri,
        // What would be a separator in the name of the file is encoded, as the colon of an epoch.
        name: decodeURIComponent(name),
        version: decodeURIComponent(version),
        architecture: decodeURIComponent(architecture),
        bytes: Number(bytes),
        sha256,
      }
    })
