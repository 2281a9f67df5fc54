import {resolve as absolute} from 'node:path'
import {assertEnabled} from '@livemode/config'
import {resolveTransaction} from '@livemode/transaction'
import {buildUserspace, planRequirements} from '@livemode/userspace'
import {readBuildInputs, readNamedMachine} from '../input.ts'
import {proxiesOf} from '../proxies.ts'
import {assertNotInhibited, checkPath, renderFindings} from '../report/index.ts'
import {openSession} from '../session.ts'
import {renderTransaction} from '../transaction-text.ts'
import {type Command, json} from './command.ts'

export const resolve: Command = {
  does: 'decides what the upgrade does to the packages of this machine, or of --host',
  run: async (args, {environment, signal, progress, print}) => {
    assertEnabled(environment, 'resolve')
    const {parsed, config, target, targetId} = await readBuildInputs(args, environment)
    const machine = await readNamedMachine(args, parsed)
    const {host} = machine
    assertNotInhibited(checkPath({host, target}))
    await using session = await openSession(environment, signal)
    const requirements = planRequirements(target, config)
    const userspace = await progress.step('Target userspace', log =>
      buildUserspace(session, {target, requirements, log}),
    )
    const {resolution, findings} = await progress.step('Packages', () =>
      resolveTransaction(session, {
        userspaceImage: userspace.image,
        ...machine,
        target,
        targetId,
        out: absolute(args.out),
        environment: proxiesOf(environment),
      }),
    )
    const {transaction} = resolution
    print(
      args.json
        ? json(transaction)
        : `${renderTransaction(transaction)}\n\n${renderFindings(findings)}`,
    )
    assertNotInhibited(findings, {isPrinted: !args.json})
  },
}
