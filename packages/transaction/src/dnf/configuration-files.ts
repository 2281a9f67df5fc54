import type {Container} from '@livemode/container'

/** A configuration file of a package, as rpm's database has it. */
export interface ConfigurationFile {
  readonly path: string
  /** The package, as dnf has its name: `bash.x86_64`. */
  readonly package: string
  /** The checksum that its package has brought it with; empty for what has none, such as a link. */
  readonly digest: string
  /** Whether an administrator's changes to it stay, see "%config(noreplace)" of rpm's spec files. */
  readonly isKept: boolean
}

const format = '[%{=NAME}.%{=ARCH}\\t%{FILEFLAGS:fflags}\\t%{FILEDIGESTS}\\t%{FILENAMES}\\n]'

/** Has rpm tell the configuration files of all packages in a database, or of packages that are named by their files. */
export async function readConfigurationFiles(
  container: Container,
  argv: readonly string[],
): Promise<readonly ConfigurationFile[]> {
  // All files of all packages may be hundreds of megabytes for no use.
  const script =
    'rpm --query --queryformat "$0" "$@" >/tmp/livemode-files; awk -F "\\t" \'$2 ~ /c/\' /tmp/livemode-files'
  const {stdout} = await container.exec(['sh', '-euc', script, format, ...argv])
  return parseConfigurationFiles(stdout)
}

/** Parses the lines of `readConfigurationFiles`. */
export const parseConfigurationFiles = (text: string): readonly ConfigurationFile[] =>
  text.split('\n').flatMap(line => {
    const [name, flags = '', digest = '', path] = line.split('\t')
    if (name === undefined || path === undefined) return []
    return [{path, package: name, digest, isKept: flags.includes('n')}]
  })
