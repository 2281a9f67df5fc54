import {assertEnabled, LivemodeError} from '@livemode/config'
import {carriesOutPlan} from '@livemode/live'
import {runHooks} from '../hooks.ts'
import {type Inputs, readBuildMachine, readInputs} from '../input.ts'
import type {Options} from '../options.ts'
import {reboot} from '../reboot.ts'
import {assertNotInhibited, checkUpgrade, renderFindings, transactionOf} from '../report/index.ts'
import {assertRoot} from '../root.ts'
import {assertBuildIsTrusted} from '../signing/own-build.ts'
import {readTrustedKeys} from '../signing/trust.ts'
import {assertRebootLeadsThere, isStartedHere} from '../started-here.ts'
import {renderPackages} from '../transaction-text.ts'
import {build} from './build.ts'
import type {Command, Context} from './command.ts'
import {download} from './download.ts'
import {install} from './install.ts'
import {resolve} from './resolve.ts'

export const upgrade: Command = {
  does: 'does all of it on this machine: check, build, resolve, download, install; asks once',
  run: async (args, context) => {
    const {environment, print} = context
    assertEnabled(environment, 'upgrade')
    assertRoot('upgrade')
    if (args.host !== undefined) {
      throw new LivemodeError(
        'USAGE',
        'upgrade is for the machine it runs on: --host names another',
      )
    }
    await assertBuildIsTrusted(await readTrustedKeys(args.trust), {
      sign: args.sign,
      environment,
      signal: context.signal,
    })
    const inputs = await readInputs(args, context)
    assertRebootLeadsThere(args.reboot, inputs)
    const buildMachine = await readBuildMachine(environment)
    // An image that is there and lacks something is built anew.
    const findings = checkUpgrade({...inputs, buildMachine, imageSupport: undefined})
    print(renderFindings(findings))
    assertNotInhibited(findings, {isPrinted: true})

    await build.run(args, context)
    if (carriesOutPlan(inputs.engine)) await resolve.run(args, context)
    await assertWanted(args, context)
    if (carriesOutPlan(inputs.engine)) await download.run(args, context)
    await runHooks('before-reboot', {seconds: inputs.config.hook_timeout, context})
    await install.run(args, context)
    if (isStartedHere(inputs.loader)) return print('run "livemode start" to upgrade this machine')
    await reboot(args, {context, toDoWhat: 'upgrade it'})
  },
}

/** Throws `INHIBITED` unless somebody has said yes, now or beforehand. */
async function assertWanted(args: Options, context: Context): Promise<void> {
  const question = summary(await readInputs(args, context))
  if (args.yes) return context.print(question)
  if (await context.confirm(question)) return
  throw new LivemodeError('INHIBITED', 'the upgrade is not wanted', {
    hint: 'nothing has been changed on this machine',
  })
}

/** What whoever decides has to know, in a few lines. */
function summary(inputs: Inputs): string {
  const {target, host, loader} = inputs
  const when = isStartedHere(loader) ? 'by "livemode start"' : 'at its next boot'
  const transaction = transactionOf(inputs)
  const removed = transaction?.remove.map(one => one.package.replace(/:.*/, '')) ?? []
  return [
    `This machine (${host.os.id} ${host.os.versionId ?? ''}) becomes ${target.title} ${when}.`,
    `Packages: ${renderPackages(inputs)}.`,
    ...(removed.length === 0 ? [] : [`Removed: ${removed.join(' ')}.`]),
    'A backup is yours to have.',
    'Until then "livemode remove" takes everything back.',
  ].join('\n')
}
