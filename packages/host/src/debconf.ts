/** The values of an answer in debconf's database, see debconf(7); none where the question was never asked. */
export function parseAnswer(database: string, name: string): readonly string[] {
  const entry = database.split('\n\n').find(text => text.split('\n')[0] === `Name: ${name}`)
  const value = /^Value: (.*)$/m.exec(entry ?? '')?.[1] ?? ''
  return value.split(',').flatMap(part => (part.trim() === '' ? [] : [part.trim()]))
}
