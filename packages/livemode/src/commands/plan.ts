import {type Inputs, readInputs} from '../input.ts'
import {renderPlan} from '../plan-text.ts'
import {checkTransaction} from '../report/index.ts'
import {whyNotByLoader} from '../report/kexec.ts'
import {repositoriesFrom} from '../target-sources.ts'
import {renderPackages} from '../transaction-text.ts'
import {type PlannedTransaction, planUpgrade, printedPlan} from '../upgrade-plan.ts'
import {type Command, json} from './command.ts'

export const plan: Command = {
  does: 'prints everything that build and install would do, and does nothing',
  run: async (args, {environment, signal, print}) => {
    const inputs = await readInputs(args, {environment, signal})
    const upgrade = planUpgrade(inputs)
    const planned = planPackages(inputs)
    if (args.json) return print(json(printedPlan(upgrade, planned)))
    const unplanned = isLeapps(inputs)
      ? renderPackages(inputs)
      : 'not resolved: "livemode resolve" does that'
    const from = repositoriesFrom(inputs.targetSources)
    print(
      renderPlan(upgrade, {
        ...(planned && {planned}),
        unplanned,
        repositoriesFrom: from,
        whyNotByLoader: whyNotByLoader(inputs),
      }),
    )
  },
}

/** Leapp's plan is its own, whatever has been resolved besides. */
const isLeapps = ({engine}: Inputs) => engine === 'leapp'

function planPackages(inputs: Inputs): PlannedTransaction | undefined {
  const transaction = isLeapps(inputs) ? undefined : inputs.resolved?.transaction
  return transaction && {transaction, findings: checkTransaction(inputs)}
}
