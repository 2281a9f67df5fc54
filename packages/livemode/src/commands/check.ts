import {readBuildMachine, readInputs} from '../input.ts'
import {assertNotInhibited, checkUpgrade, renderFindings} from '../report/index.ts'
import {type Command, json} from './command.ts'

export const check: Command = {
  does: 'reads configuration and machine, prints what speaks against the upgrade',
  run: async (args, {environment, signal, print}) => {
    const inputs = await readInputs(args, {environment, signal})
    const buildMachine = await readBuildMachine(environment)
    const findings = checkUpgrade({...inputs, buildMachine})
    print(args.json ? json(findings) : renderFindings(findings))
    assertNotInhibited(findings, {isPrinted: true})
  },
}
