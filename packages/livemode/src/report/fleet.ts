import {LivemodeError} from '@livemode/config'
import {type Finding, isInhibitor} from './finding.ts'
import {renderTable} from './table.ts'

/** What was found on one of several machines. */
export interface MachineReport {
  /** The file that describes it. */
  readonly machine: string
  /** Why it cannot be told; null where it can. */
  readonly problem: string | null
  readonly findings: readonly Finding[]
}

const words = {ready: 'yes', refused: 'no', unknown: 'not known'} as const

/** One table for many machines: a row each, whether it is ready, and why not; what only warns stands in brackets. */
export function renderFleet(reports: readonly MachineReport[]): string {
  const rows = reports.map(report => [report.machine, words[stateOf(report)], why(report)])
  const count = (state: keyof typeof words) => reports.filter(one => stateOf(one) === state).length
  const sum = `${reports.length} machines: ${count('ready')} ready, ${count('refused')} refused, ${count('unknown')} not known`
  return `${renderTable([['machine', 'ready', 'why'], ...rows])}\n\n${sum}`
}

/** Throws `HOST_INVALID` when a machine is not known, and `INHIBITED` when one is refused; what is wrong has been printed. */
export function assertFleetIsReady(reports: readonly MachineReport[]): void {
  const unknown = reports.filter(report => stateOf(report) === 'unknown').length
  const refused = reports.filter(report => stateOf(report) === 'refused').length
  if (unknown > 0) {
    throw new LivemodeError(
      'HOST_INVALID',
      `${unknown} of ${reports.length} machines are not known`,
    )
  }
  if (refused > 0) {
    throw new LivemodeError('INHIBITED', `${refused} of ${reports.length} upgrades are refused`, {
      hint: '"livemode check --host FILE" tells of one of them what to do',
    })
  }
}

function stateOf({problem, findings}: MachineReport): keyof typeof words {
  if (problem !== null) return 'unknown'
  return findings.some(isInhibitor) ? 'refused' : 'ready'
}

function why({problem, findings}: MachineReport): string {
  if (problem !== null) return problem.split('\n', 1)[0] ?? ''
  const ids = (of: readonly Finding[]) => [...new Set(of.map(({id}) => id))].join(', ')
  const inhibitors = ids(findings.filter(isInhibitor))
  const others = ids(findings.filter(finding => !isInhibitor(finding)))
  return [inhibitors, others && `(${others})`].filter(Boolean).join(' ')
}
