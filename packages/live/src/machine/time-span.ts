const second = 1
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** The units of systemd.time(7), in seconds; a month is a twelfth of a year. */
const units: Readonly<Record<string, number>> = {
  ...unit(1e-9, 'nsec', 'ns'),
  ...unit(1e-6, 'usec', 'us', '\u00b5s', '\u03bcs'),
  ...unit(1e-3, 'msec', 'ms'),
  ...unit(second, 'seconds', 'second', 'sec', 's', ''),
  ...unit(minute, 'minutes', 'minute', 'min', 'm'),
  ...unit(hour, 'hours', 'hour', 'hr', 'h'),
  ...unit(day, 'days', 'day', 'd'),
  ...unit(7 * day, 'weeks', 'week', 'w'),
  ...unit(30.44 * day, 'months', 'month', 'M'),
  ...unit(365.25 * day, 'years', 'year', 'y'),
}

function unit(seconds: number, ...names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map(name => [name, seconds]))
}

/** Parses a time span of systemd.time(7) into seconds; undefined where it is none. */
export function parseTimeSpan(text: string): number | undefined {
  if (text.trim() === 'infinity') return Number.POSITIVE_INFINITY
  const part = /\s*\+?(\d+\.?\d*|\.\d+)\s*([a-zA-Z\u00b5\u03bc]*)\s*/y
  let seconds = 0
  do {
    const [, number, name = ''] = part.exec(text) ?? []
    const factor = Object.hasOwn(units, name) ? units[name] : undefined
    if (number === undefined || factor === undefined) return undefined
    seconds += Number(number) * factor
  } while (part.lastIndex < text.length)
  return seconds
}
