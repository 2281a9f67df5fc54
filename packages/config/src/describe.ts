/** A value that could be taken for more than one thing, or is not written out; nothing accepts it. */
export class Unclear {
  readonly description: string
  /** What to write instead where a text is wanted. */
  readonly advice: string

  constructor(description: string, advice: string) {
    this.description = description
    this.advice = advice
  }
}

/** Names what was given instead of the expected value, for the end of a sentence. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'an empty value'
  if (value instanceof Unclear) return value.description
  if (value instanceof Date) return 'a date'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  if (typeof value === 'string') return `the string ${JSON.stringify(value)}`
  if (typeof value === 'boolean') return String(value)
  return `the ${typeof value} ${String(value)}`
}
