import {randomUUID} from 'node:crypto'
import {posix, resolve} from 'node:path'
import {
  type InstalledFile,
  installEntry,
  lockInstallation,
  readBootFolder,
  runProgram,
} from '@livemode/bootentry'
import {assertEnabled, type Config, LivemodeError} from '@livemode/config'
import {readHost} from '@livemode/host'
import type {Manifest} from '@livemode/image'
import {changesSource, sourcePlaces} from '@livemode/live'
import {readExpectations} from '../before-upgrade.ts'
import {planFreeze} from '../freeze.ts'
import {type Inputs, readInputs} from '../input.ts'
import {assertArtifacts, planInstalledFiles} from '../installed-files.ts'
import {assertDownloaded, assertResolvedHere, planPackageFiles} from '../packages.ts'
import {assertNotInhibited, checkUpgrade} from '../report/index.ts'
import {assertRoot} from '../root.ts'
import {planUpgrade, type UpgradePlan} from '../upgrade-plan.ts'
import {type Command, json} from './command.ts'

export const install: Command = {
  does: 'puts the artifacts in their places here, and boots the live image next, once',
  run: async (args, {environment, signal, progress, print}) => {
    assertEnabled(environment, 'install')
    assertRoot('install')
    if (args.host !== undefined) {
      throw new LivemodeError(
        'USAGE',
        'install is for the machine it runs on: --host names another',
      )
    }
    await using _ = await lockInstallation({environment})
    const inputs = await readInputs(args, {environment, signal})
    const {host} = inputs
    assertNotInhibited(checkUpgrade(inputs))
    const out = resolve(args.out)
    const packages = await planPackages(out, inputs)
    const manifest = await progress.step('Checksums', () => assertArtifacts(out, inputs))
    const {buildId, target, engines} = manifest
    if (!engines.includes(inputs.engine)) {
      const message = `the image in ${out} has no engine ${inputs.engine}; it has ${engines.join(', ')}`
      throw new LivemodeError('USAGE', message, {
        hint: 'build it anew, or choose one of these with --engine',
      })
    }
    const {loader} = planUpgrade(inputs).bootEntry
    const bootFolder = await readBootFolder(loader, {environment})
    const located = {...inputs, buildId, bootFolder, installation: randomUUID()}
    const plan = planUpgrade(located)
    // What is printed has no secrets in it; what boots needs them.
    const {kernelCmdline, fstab, crypttab, mounts} = await readHost({keepsSecrets: true, signal})
    const own = {...host, kernelCmdline, fstab, mounts, ...(crypttab !== undefined && {crypttab})}
    const installed = planUpgrade({...located, host: own})
    const entry = installed.bootEntry
    const files = [...planInstalledFiles({out, manifest, plan: installed}), ...packages]
    const written = [
      ...(changesSource(inputs.engine)
        ? [
            ...(await readExpectations({environment, signal})),
            ...planFreeze(),
            hookTimeout(inputs.config),
          ]
        : []),
      {path: sourcePlaces.cmdline, mode: 0o600, content: `${kernelCmdline}\n`},
      {path: sourcePlaces.installation, mode: 0o644, content: `${located.installation}\n`},
    ]
    const installation = {entry, buildId, target: target.prettyName, files, written}
    await installEntry(installation, {
      environment,
      signal,
      step: (title, run) => progress.step(title, run),
    })
    // Where systemd does not run, nothing upgrades by itself either.
    await runProgram(['systemctl', 'daemon-reload'], {environment}).catch(() => {})
    print(args.json ? json({buildId, bootEntry: plan.bootEntry}) : sentence(plan, manifest))
  },
}

/** For the first boot, which has no configuration to read. */
const hookTimeout = ({hook_timeout: seconds}: Config) => ({
  path: posix.join(sourcePlaces.firstBoot, 'hook-timeout'),
  mode: 0o644,
  content: `${seconds}\n`,
})

/** Plans the copies of the packages. Throws `USAGE` where it is not known which, or where they are not there. */
async function planPackages(
  out: string,
  {engine, resolved}: Pick<Inputs, 'engine' | 'resolved'>,
): Promise<readonly InstalledFile[]> {
  if (!changesSource(engine)) return []
  if (resolved === undefined) {
    throw new LivemodeError('USAGE', 'it is not known what the upgrade does to the packages here', {
      hint: 'run "livemode resolve" and "livemode download", or choose --engine probe for a dry run',
    })
  }
  await assertResolvedHere(resolved)
  const files = planPackageFiles(out, resolved)
  await assertDownloaded(files)
  return files
}

function sentence({image, bootEntry}: UpgradePlan, {buildId, target}: Manifest): string {
  const other =
    image.buildId === buildId ? '' : '\nnote: the image was built from another configuration'
  return `${target.prettyName}, image ${buildId}, is booted next, once (${bootEntry.loader})${other}`
}
