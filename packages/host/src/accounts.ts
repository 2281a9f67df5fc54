/**
 * The users or groups of a machine as its services find them, see passwd(5) and group(5): no passwords, also not where
 * they stand in these files, and nothing about whose they are.
 */
export const redactAccounts = (text: string): string =>
  text
    .split('\n')
    .map(line => {
      const [name, password, ...rest] = line.split(':')
      if (password === undefined) return line
      // Of seven fields the fifth is what the user is called.
      const kept = rest.map((field, index) => (rest.length === 5 && index === 2 ? '' : field))
      return [name, 'x', ...kept].join(':')
    })
    .join('\n')
