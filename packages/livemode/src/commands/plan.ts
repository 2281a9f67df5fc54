import {readTransaction} from '@livemode/transaction'
import {readInputs} from '../input.ts'
import {renderPlan} from '../plan-text.ts'
import {planUpgrade, printedPlan} from '../upgrade-plan.ts'
import {type Command, json} from './command.ts'

export const plan: Command = {
  does: 'prints everything that build and install would do, and does nothing',
  run: async (args, {environment, print}) => {
    const upgrade = planUpgrade(await readInputs(args, environment))
    const resolved = await readTransaction(args.out)
    // One that was resolved for another target is not this upgrade's.
    const transaction = resolved?.targetId === args.target ? resolved : undefined
    print(args.json ? json(printedPlan(upgrade, transaction)) : renderPlan(upgrade, transaction))
  },
}
