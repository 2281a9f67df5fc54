import {randomUUID} from 'node:crypto'
import {join, posix, resolve} from 'node:path'
import {type InstalledFile, installEntry, lockInstallation, runProgram} from '@livemode/bootentry'
import {assertEnabled, type Config, LivemodeError} from '@livemode/config'
import {assertOwn, readWholeFile, redactHost} from '@livemode/host'
import {
  artifactNames,
  type Manifest,
  manifestName,
  parseManifest,
  signatureName,
} from '@livemode/image'
import {
  carriesOutPlan,
  changesSource,
  makeHostKey,
  sourcePlaces,
  transactionFile,
} from '@livemode/live'
import {packagesFolder} from '@livemode/transaction'
import {isAskedOverSsh, renderHostKey} from '../asked-over-ssh.ts'
import {readExpectations} from '../before-upgrade.ts'
import {planFreeze} from '../freeze.ts'
import {type Offer, openOffer} from '../from/offer.ts'
import {readReach} from '../from/reach.ts'
import {takeArtifacts} from '../from/take.ts'
import {type Inputs, readInputs} from '../input.ts'
import {
  assertArtifacts,
  assertBuilt,
  neededArtifacts,
  planInstalledFiles,
  readKernelHmac,
} from '../installed-files.ts'
import {readIscsiLogins} from '../iscsi-logins.ts'
import type {Options} from '../options.ts'
import {assertDownloaded, assertResolvedHere, planPackageFiles} from '../packages.ts'
import {assertNotInhibited, checkUpgrade} from '../report/index.ts'
import {assertRoot} from '../root.ts'
import {assertSigned, readTrustedKeys, type TrustedKeys} from '../signing/trust.ts'
import {isStartedHere} from '../started-here.ts'
import {planUpgrade, type UpgradePlan} from '../upgrade-plan.ts'
import {type Command, type Context, json} from './command.ts'

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
    const out = resolve(args.out)
    const trust = {trusted: await readTrustedKeys(args.trust), environment, signal}
    await using offer = await openElsewhere(args, {out, ...trust})
    // What boots needs the secrets of this machine, and what is printed has none.
    const inputs = await readInputs(args, {
      environment,
      signal,
      keepsSecrets: true,
      verified: offer?.manifest ?? (await readVerified(out, trust)),
    })
    const printed = {...inputs, host: redactHost(inputs.host)}
    assertFits(inputs, {out, targetId: args.target})
    assertNotInhibited(checkUpgrade(printed))
    const packages = await planPackages(out, inputs)
    const manifest = assertBuilt(out, inputs)
    const {buildId, target} = manifest
    const own = {buildId, installation: randomUUID()}
    const plan = planUpgrade({...inputs, ...own})
    const entry = plan.bootEntry
    const hostKey = isAskedOverSsh(inputs) ? makeHostKey() : undefined
    const iscsiLogins = await readIscsiLogins(inputs)
    const files = [...planInstalledFiles({out, manifest, plan, hostKey, iscsiLogins}), ...packages]
    if (offer) await take(offer, {out, inputs, files, environment, signal, progress})
    await progress.step('Checksums', () => assertArtifacts(out, {...inputs, manifest}))
    const written = [
      ...(await readKernelHmac(out, {manifest, kernel: entry.kernel})),
      ...(changesSource(inputs.engine)
        ? [
            ...(await readExpectations({environment, signal})),
            ...(carriesOutPlan(inputs.engine) ? planFreeze(inputs.target.packageManager) : []),
            hookTimeout(inputs.config),
          ]
        : []),
      {path: sourcePlaces.cmdline, mode: 0o600, content: `${inputs.host.kernelCmdline}\n`},
      {path: sourcePlaces.installation, mode: 0o644, content: `${own.installation}\n`},
    ]
    const installation = {
      entry,
      buildId,
      target: target.prettyName,
      files,
      written,
      time: new Date(),
      ...(offer && {fetchedInto: out}),
    }
    await installEntry(installation, {
      environment,
      signal,
      step: (title, run) => progress.step(title, run),
    })
    // Where systemd does not run, nothing upgrades by itself either.
    await runProgram(['systemctl', 'daemon-reload'], {environment}).catch(() => {})
    print(
      args.json
        ? json({
            buildId,
            bootEntry: planUpgrade({...printed, ...own}).bootEntry,
            ...(hostKey && {initramfsHostKey: hostKey.public}),
          })
        : [sentence(plan, manifest), ...(hostKey ? [renderHostKey(hostKey.public)] : [])].join(
            '\n',
          ),
    )
  },
}

const artifactFiles = [manifestName, signatureName, ...Object.values(artifactNames)]

type Trust = Pick<Context, 'environment' | 'signal'> & {readonly trusted: TrustedKeys}

/** Opens artifacts that are elsewhere, where `--from` names such. */
async function openElsewhere(
  args: Options,
  {out, ...trust}: Trust & {out: string},
): Promise<(Offer & AsyncDisposable) | undefined> {
  // What is there already is not taken from there.
  if (args.from === undefined || resolve(args.from) === out) return undefined
  return openOffer(args.from, {...trust, reach: () => readReach(args, trust.environment)})
}

/** Reads the manifest of artifacts that are here, verified as far as keys are trusted; null where there is none. */
async function readVerified(out: string, trust: Trust): Promise<Manifest | null> {
  const place = join(out, manifestName)
  const content = await readWholeFile(place)
  if (content === undefined) return null
  await assertOwn(out, artifactFiles)
  const signature = await readWholeFile(join(out, signatureName))
  await assertSigned({place, content, signature}, trust)
  return parseManifest(content) ?? null
}

/** Takes what is needed into the folder. */
function take(
  offer: Offer,
  {
    out,
    inputs,
    files,
    ...context
  }: Pick<Context, 'environment' | 'signal' | 'progress'> & {
    out: string
    inputs: Inputs
    /** What is put in its place afterwards. */
    files: readonly InstalledFile[]
  },
): Promise<void> {
  const names = neededArtifacts(offer.manifest, inputs.config)
  return takeArtifacts(offer, {...context, out, names, installed: files})
}

/** Throws `USAGE` where the image that is there is none for this upgrade. */
function assertFits(
  {manifest, engine, target}: Inputs,
  {out, targetId}: {out: string; targetId: string},
): void {
  if (manifest === undefined) return
  const {engines, target: its} = manifest
  if (its.id !== targetId) {
    throw new LivemodeError(
      'USAGE',
      `the image in ${out} leads to ${its.prettyName}, and not to ${target.title}`,
      {hint: `name what it leads to (--target ${its.id}), or the folder of another image (--out)`},
    )
  }
  if (engines.includes(engine)) return
  throw new LivemodeError(
    'USAGE',
    `the image in ${out} has no engine ${engine}; it has ${engines.join(', ')}`,
    {hint: 'build it anew, or choose one of these with --engine'},
  )
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
  if (!carriesOutPlan(engine)) return []
  if (resolved === undefined) {
    throw new LivemodeError('USAGE', 'it is not known what the upgrade does to the packages here', {
      hint: 'run "livemode resolve" and "livemode download", or choose --engine probe for a dry run',
    })
  }
  await assertOwn(packagesFolder(out), [transactionFile])
  await assertResolvedHere(resolved)
  const files = planPackageFiles(out, resolved)
  await assertDownloaded(files)
  return files
}

function sentence({image, bootEntry}: UpgradePlan, {buildId, target}: Manifest): string {
  const other =
    image.buildId === buildId ? '' : '\nnote: the image was built from another configuration'
  const how = isStartedHere(bootEntry.loader)
    ? 'is loaded, and "livemode start" goes there'
    : 'is booted next, once'
  return `${target.prettyName}, image ${buildId}, ${how} (${bootEntry.loader})${other}`
}
