import {LivemodeError} from '@livemode/config'
import {startDeadline} from '../deadline.ts'
import {assertIdentity, readIdentity} from '../identity.ts'
import type {Machine} from '../machine/machine.ts'
import {sourceSystem} from '../scenarios/source-root.ts'
import type {Prepared} from './context.ts'
import {limits} from './limits.ts'
import type {Findings} from './result.ts'

/** Proves that a machine runs from the scenario's live image. */
export async function proveIdentity(
  machine: Machine,
  {prepared, findings}: {prepared: Prepared; findings: Findings},
): Promise<void> {
  const {manifest, imagePath, scenario} = prepared
  const expected = {
    buildId: manifest.buildId,
    root: 'overlay',
    lower: 'squashfs',
    image: imagePath,
    uuid: scenario.source.uuid,
  }
  const deadline = startDeadline(limits.question, 'the identity of the root')
  assertIdentity(await readIdentity(machine, deadline), expected)
  findings.proofs.push(
    `/ is an overlay over the squashfs ${imagePath} on ${expected.uuid}, build ${expected.buildId}`,
  )
}

/** Proves that the source system lies in a folder of a machine; '' is its root. */
export async function proveSystem(
  machine: Machine,
  {folder, findings}: {folder: string; findings: Findings},
): Promise<void> {
  const deadline = startDeadline(limits.question, 'the name of a system')
  const name = await machine.succeed(`. ${folder}/etc/os-release && echo "$PRETTY_NAME"`, deadline)
  const what = `${folder || '/'} is ${name.trim()}`
  if (name.trim() !== sourceSystem.prettyName) {
    throw new LivemodeError('BOOT_FAILED', `${what} instead of ${sourceSystem.prettyName}`)
  }
  findings.proofs.push(what)
}
