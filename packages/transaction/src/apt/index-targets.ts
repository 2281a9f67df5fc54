/** A list of packages that apt keeps of a suite, see `apt-get indextargets`. */
export interface IndexTarget {
  readonly repository: string
  readonly suite: string
  /** Its place in the folder of the suite, `main/binary-amd64/Packages`. */
  readonly key: string
  /** Where apt keeps it. */
  readonly file: string
}

/** What `apt-get indextargets --format` is asked for. */
export const indexTargetFormat = '$(CREATED_BY) $(REPO_URI) $(RELEASE) $(METAKEY) $(FILENAME)'

/** Parses what `apt-get indextargets` prints in that form: the lists of binary packages. */
export const parseIndexTargets = (text: string): readonly IndexTarget[] =>
  text.split('\n').flatMap(line => {
    const [kind, repository, suite, key, file] = line.split(' ')
    if (kind !== 'Packages' || !repository || !suite || !key || !file) return []
    return [{repository: repository.replace(/\/$/, ''), suite, key, file}]
  })

/** Where apt keeps the signed list of a suite's indexes, by one of these. */
export const inReleaseFile = ({key, file}: IndexTarget): string =>
  `${file.slice(0, -key.length)}InRelease`
