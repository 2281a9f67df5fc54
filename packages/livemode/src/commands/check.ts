import {isEnabled, LivemodeError} from '@livemode/config'
import {findTarget} from '@livemode/userspace'
import {readAuthorizedKeys, readConfig, readNamedHost} from '../input.ts'
import {checkUpgrade, renderFindings} from '../report.ts'
import {planUpgrade} from '../upgrade-plan.ts'
import {type Command, json} from './command.ts'

export const check: Command = {
  does: 'reads configuration and machine, prints what speaks against the upgrade',
  run: async (args, {environment, print}) => {
    const target = findTarget(args.target)
    const parsed = await readConfig(args)
    const input = {
      config: parsed.config,
      target,
      host: await readNamedHost(args, parsed),
      enabled: isEnabled(environment),
      authorizedKeys: await readAuthorizedKeys(parsed),
    }
    const findings = checkUpgrade(input, planUpgrade(input))
    print(args.json ? json(findings) : renderFindings(findings))
    const inhibitors = findings.filter(({severity}) => severity === 'inhibitor')
    if (inhibitors.length === 0) return
    const names = inhibitors.map(({id}) => id).join(', ')
    throw new LivemodeError('INHIBITED', `the upgrade is refused: ${names}`)
  },
}
