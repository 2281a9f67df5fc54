import {readInputs} from '../input.ts'
import {renderPlan} from '../plan-text.ts'
import {checkTransaction} from '../report/index.ts'
import {planUpgrade, printedPlan} from '../upgrade-plan.ts'
import {type Command, json} from './command.ts'

export const plan: Command = {
  does: 'prints everything that build and install would do, and does nothing',
  run: async (args, {environment, signal, print}) => {
    const inputs = await readInputs(args, {environment, signal})
    const upgrade = planUpgrade(inputs)
    const transaction = inputs.resolved?.transaction
    if (transaction === undefined)
      return print(args.json ? json(printedPlan(upgrade)) : renderPlan(upgrade))
    const planned = {transaction, findings: checkTransaction(inputs)}
    print(args.json ? json(printedPlan(upgrade, planned)) : renderPlan(upgrade, planned))
  },
}
