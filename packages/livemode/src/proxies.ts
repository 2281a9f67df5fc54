const names = ['http_proxy', 'https_proxy', 'ftp_proxy', 'all_proxy', 'no_proxy']

/** What says how this machine reaches a mirror, for the programs in a container that do the same. */
export const proxiesOf = (
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap(name => {
      const value = environment[name] ?? environment[name.toUpperCase()]
      return value ? [[name, value]] : []
    }),
  )
