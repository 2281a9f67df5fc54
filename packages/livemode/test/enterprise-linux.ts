import {type Config, defaultConfig} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {type Host, parseHost} from '@livemode/host'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {checkUpgrade, type Finding, type ReportInput} from '../src/report/index.ts'

const target = targets['el-9']
export const sizes = {...target.sizes, isBuilt: false}
const named = {repositories: ['/etc/yum.repos.d/company.repo']}

/** A host of the fixtures. */
export const readHost = (name: string): Host =>
  parseHost(fixture(`hosts/${name}.json`), {file: name})

/** One of them as it is. */
export const rhel = readHost('rhel-8-uefi')

/** The same, with nothing that speaks against its upgrade. */
export const plain: Host = {
  ...rhel,
  kernelCmdline: rhel.kernelCmdline.replace('crashkernel=auto ', ''),
}

/** What the findings of an upgrade to Enterprise Linux 9 are made from, where it differs from the usual. */
export interface Case extends Partial<Omit<ReportInput, 'config'>> {
  readonly config?: Partial<Config>
  readonly host: Host
}

/** The findings of that upgrade. */
export const check = ({config = named, ...more}: Case): readonly Finding[] =>
  checkUpgrade({
    target,
    loader: more.host.loader,
    enabled: true,
    engine: 'probe',
    sizes,
    ...more,
    config: {...defaultConfig, ...config},
  })

const words = ({severity, id, sentence, remedy}: Finding) => [`${severity} ${id}`, sentence, remedy]

/** Registers a test for each case: its findings, word for word. */
export function testFindings(
  cases: Readonly<
    Record<string, {readonly given: Case; readonly findings: readonly (readonly string[])[]}>
  >,
): void {
  for (const [what, {given, findings}] of Object.entries(cases)) {
    test(what, t => t.deepEqual(check(given).map(words), findings))
  }
}
