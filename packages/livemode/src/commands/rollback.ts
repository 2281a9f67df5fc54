import {
  armEntry,
  type InstallationRecord,
  isArmed,
  isResumed,
  isThere,
  lockInstallation,
  readRecord,
} from '@livemode/bootentry'
import {assertEnabled, LivemodeError} from '@livemode/config'
import {findLoss, type Loss, renderLoss, type Snapshot, sourcePlaces} from '@livemode/live'
import {readKeptSource, removeRequest, writeRequest} from '../kept-source.ts'
import {reboot} from '../reboot.ts'
import {assertRoot} from '../root.ts'
import {isStartedHere} from '../started-here.ts'
import {type Command, type Context, json} from './command.ts'

export const rollback: Command = {
  does: 'takes this machine back to what it was before its upgrade, at the next boot; asks once',
  run: async (args, context) => {
    const {environment, print} = context
    assertEnabled(environment, 'rollback')
    assertRoot('rollback')
    await using _ = await lockInstallation({environment})
    const kept = await readKeptSource(context)
    if (kept === undefined) {
      throw new LivemodeError(
        'INHIBITED',
        'there is no snapshot that this machine could be taken back to',
      )
    }
    const record = await findImage()
    const {snapshot} = kept
    const loss = findLoss('/', snapshot)
    const text = question(snapshot, loss)
    if (args.yes) print(args.json ? json({source: snapshot.source, ...loss}) : text)
    else if (!(await context.confirm(text))) {
      throw new LivemodeError('INHIBITED', 'the rollback is not wanted', {
        hint: 'nothing has been changed on this machine',
      })
    }
    await request(record, {snapshot, context})
    if (!args.json) await reboot(args, {context, toDoWhat: 'take it back'})
  },
}

function question({source}: Snapshot, loss: Loss): string {
  return [
    `This machine becomes ${source} again at its next boot, as it was before its upgrade.`,
    ...renderLoss(loss).map(line => `${line[0]?.toUpperCase()}${line.slice(1)}.`),
  ].join('\n')
}

/** What is installed. Throws `INHIBITED` where the live image is not there any more, which takes the machine back. */
async function findImage(): Promise<InstallationRecord> {
  const record = await readRecord()
  if (record !== undefined) assertBoots(record)
  const missing: string[] = []
  for (const file of record?.files ?? []) if (!(await isThere(file))) missing.push(file)
  // The packages have gone with the upgrade.
  const needed = missing.filter(file => !file.startsWith(`${sourcePlaces.packages}/`))
  if (record !== undefined && needed.length === 0) return record
  const what = needed[0] === undefined ? 'no live image is installed' : `${needed[0]} is gone`
  throw new LivemodeError(
    'INHIBITED',
    `${what}, and only the live image can take this machine back`,
  )
}

/** Throws `INHIBITED` where it is not the machine's next boot that leads to the live image: what was loaded is gone. */
function assertBoots({entry: {loader}}: InstallationRecord): void {
  if (!isStartedHere(loader)) return
  throw new LivemodeError(
    'INHIBITED',
    `${loader} has started the live image, and no boot of this machine leads to it again`,
    {
      hint: 'only where the upgrade has stopped in the live system, "rollback" at its login takes this machine back',
    },
  )
}

/** Has the live system boot next, and take the machine back. */
async function request(
  record: InstallationRecord,
  {snapshot, context}: {snapshot: Snapshot; context: Context},
): Promise<void> {
  const {environment, signal, progress} = context
  await writeRequest(snapshot)
  try {
    const machine = {environment, signal, step: progress.step}
    // Half-way through an upgrade the live system is what boots anyway.
    if ((await isResumed(record, machine)) || (await isArmed(record, machine))) return
    await progress.step('Arming the live image', () => armEntry(record, machine))
  } catch (error) {
    await removeRequest()
    throw error
  }
}
