import {isNumber, unsigned32} from '../profile/values.ts'
import {linesOf, wordsOf} from './byte-text.ts'

/** The numbers of routing tables by their names: keyfiles know numbers only. */
export type RoutingTables = ReadonlyMap<string, string>

/** Takes the text of rt_tables; some tables have a name without it. */
export function parseRoutingTables(text: string): RoutingTables {
  const tables = new Map([
    ['local', '255'],
    ['main', '254'],
    ['default', '253'],
  ])
  for (const line of linesOf(text)) {
    const [number = '', name, ...more] = wordsOf(line.replace(/#.*/s, ''))
    if (name !== undefined && more.length === 0 && isNumber(number, unsigned32)) {
      tables.set(name, number)
    }
  }
  return tables
}

/** The number of a table that is given by number or name; undefined where there is no such table. */
export const tableNumber = (tables: RoutingTables, word: string): string | undefined =>
  isNumber(word, unsigned32) ? word : tables.get(word)
