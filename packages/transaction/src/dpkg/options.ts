/**
 * What dpkg does not unpack on the source: `path-exclude` and `path-include` of its configurations in the order in
 * which it reads them, as options. See dpkg.cfg(5).
 */
export const parsePathOptions = (configurations: readonly string[]): readonly string[] =>
  configurations
    .flatMap(text => text.split('\n'))
    .flatMap(line => {
      const [, name, value = ''] =
        /^\s*(path-(?:exclude|include))(?:\s*=\s*|\s+)(.*?)\s*$/.exec(line) ?? []
      const pattern = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value
      return name === undefined || pattern === '' ? [] : [`--${name}=${pattern}`]
    })
