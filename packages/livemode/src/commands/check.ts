import {LivemodeError} from '@livemode/config'
import {type FleetMember, openFleet, readBuildMachine, readInputs} from '../input.ts'
import {isFolder} from '../named-machine.ts'
import {
  assertFleetIsReady,
  assertNotInhibited,
  checkUpgrade,
  type MachineReport,
  renderFindings,
  renderFleet,
} from '../report/index.ts'
import {type Command, json} from './command.ts'

export const check: Command = {
  does: 'reads configuration and machine, prints what speaks against the upgrade',
  run: async (args, {environment, signal, print}) => {
    const [first] = args.hosts
    if (first !== undefined && (args.hosts.length > 1 || (await isFolder(first)))) {
      const reports: MachineReport[] = []
      for (const member of await openFleet(args, environment)) {
        signal.throwIfAborted()
        reports.push(await reportOn(member))
      }
      print(args.json ? json(reports) : renderFleet(reports))
      return assertFleetIsReady(reports)
    }
    const inputs = await readInputs(args, {environment, signal})
    const buildMachine = await readBuildMachine(environment)
    const findings = checkUpgrade({...inputs, buildMachine})
    print(args.json ? json(findings) : renderFindings(findings))
    assertNotInhibited(findings, {isPrinted: true})
  },
}

async function reportOn({file, read}: FleetMember): Promise<MachineReport> {
  try {
    return {machine: file, problem: null, findings: checkUpgrade(await read())}
  } catch (error) {
    if (!(error instanceof LivemodeError)) throw error
    return {machine: file, problem: error.message, findings: []}
  }
}
