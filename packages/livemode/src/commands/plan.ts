import {isEnabled} from '@livemode/config'
import {findTarget} from '@livemode/userspace'
import {readAuthorizedKeys, readConfig, readNamedHost} from '../input.ts'
import {renderPlan} from '../plan-text.ts'
import {planUpgrade, printedPlan} from '../upgrade-plan.ts'
import {type Command, json} from './command.ts'

export const plan: Command = {
  does: 'prints everything that build and install would do, and does nothing',
  run: async (args, {environment, print}) => {
    const target = findTarget(args.target)
    const parsed = await readConfig(args)
    const upgrade = planUpgrade({
      config: parsed.config,
      target,
      host: await readNamedHost(args, parsed),
      enabled: isEnabled(environment),
      authorizedKeys: await readAuthorizedKeys(parsed),
    })
    print(args.json ? json(printedPlan(upgrade)) : renderPlan(upgrade))
  },
}
