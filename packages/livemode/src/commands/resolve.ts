import {resolve as absolute} from 'node:path'
import {assertEnabled} from '@livemode/config'
import {readManifest} from '@livemode/image'
import {defaultEngineFor} from '@livemode/live'
import {lockPackages} from '@livemode/transaction'
import {readAccess} from '../access.ts'
import {readBuildInputs} from '../input.ts'
import {chooseLoader} from '../loader-choice.ts'
import {readSourceChoices} from '../named-config.ts'
import {readNamedMachine} from '../named-machine.ts'
import {ensureUserspace} from '../planned-userspace.ts'
import {
  assertNotInhibited,
  checkPath,
  checkTransaction,
  planSizes,
  renderFindings,
} from '../report/index.ts'
import {resolvePackages} from '../resolve-packages.ts'
import {openSession} from '../session.ts'
import {renderTransaction} from '../transaction-text.ts'
import {type Command, json} from './command.ts'

export const resolve: Command = {
  does: 'decides what the upgrade does to the packages of this machine, or of --host',
  run: async (args, {environment, signal, progress, print}) => {
    assertEnabled(environment, 'resolve')
    const {parsed, ...build} = await readBuildInputs(args, environment)
    const {target, targetId, targetSources} = build
    const out = absolute(args.out)
    const sourceChoices = await readSourceChoices(parsed)
    const access = await readAccess(parsed, environment)
    const machine = await readNamedMachine(args, {parsed, signal})
    const {host} = machine
    assertNotInhibited(checkPath({host, target}))
    await using _ = await lockPackages(out, environment)
    await using session = await openSession(environment, signal)
    const userspace = await progress.step('Target userspace', log =>
      ensureUserspace(session, build, {access, log}),
    )
    const {transaction, findings} = await progress.step('Packages', () =>
      resolvePackages(session, {
        userspaceImage: userspace.image,
        machine,
        ...{target, targetId, targetSources, sourceChoices, access, out},
      }),
    )
    const all = checkTransaction({
      ...build,
      ...chooseLoader(host, {named: args.loader, target}),
      engine: defaultEngineFor(target.packageManager),
      sizes: planSizes(target, {targetId, manifest: await readManifest(out)}),
      resolved: {transaction, findings},
    })
    print(
      args.json ? json(transaction) : `${renderTransaction(transaction)}\n\n${renderFindings(all)}`,
    )
    assertNotInhibited(all, {isPrinted: !args.json})
  },
}
