import type {Resolution} from '../resolution.ts'

/** The names of what is there after the upgrade. */
export function namesAfter({packages, removed, transaction}: Resolution): readonly string[] {
  const gone = new Set(removed)
  return [
    ...packages.filter(one => !gone.has(one)).map(({name}) => name),
    ...transaction.new.map(one => one.package.replace(/:.*/, '')),
  ]
}
