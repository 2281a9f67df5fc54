import {
  type InstallationRecord,
  isArmed,
  loaders,
  lockInstallation,
  readRecord,
  runProgram,
} from '@livemode/bootentry'
import {assertEnabled, LivemodeError} from '@livemode/config'
import {assertRoot} from '../root.ts'
import type {Command, Context} from './command.ts'

export const start: Command = {
  does: 'ends this system and goes to the live image, where no boot loader does (kexec); asks once',
  run: async (args, context) => {
    const {environment, print} = context
    assertEnabled(environment, 'start')
    assertRoot('start')
    await using _ = await lockInstallation({environment})
    const {record, argv} = await readStart(context)
    const question = summary(record)
    if (args.yes) print(question)
    else if (!(await context.confirm(question))) {
      throw new LivemodeError('INHIBITED', 'the start is not wanted', {
        hint: 'the live image stays loaded until this system ends',
      })
    }
    await runProgram(argv, {environment})
    print('this system ends now')
  },
}

/** What is installed, and the program run that goes there. Throws `USAGE` where there is nothing that could be started here, and `INHIBITED` where it is not loaded. */
async function readStart({
  environment,
}: Pick<Context, 'environment'>): Promise<{record: InstallationRecord; argv: readonly string[]}> {
  const record = await readRecord()
  if (record === undefined) {
    throw new LivemodeError('USAGE', 'nothing is installed', {
      hint: '"livemode install" does that',
    })
  }
  const {start: argv, id} = loaders[record.entry.loader]
  if (argv === null) {
    throw new LivemodeError('USAGE', `the live image is booted by ${id}`, {
      hint: 'reboot this machine',
    })
  }
  const isLoaded = record.state === 'complete' && (await isArmed(record, {environment}))
  if (isLoaded) return {record, argv}
  throw new LivemodeError('INHIBITED', 'the live image is not loaded', {
    hint: '"livemode status" tells why, and "livemode install" loads it again',
  })
}

const summary = ({target, buildId, entry}: InstallationRecord): string =>
  [
    `This system is shut down now, and ${entry.loader} starts the live image (${target}, image ${buildId}).`,
    'Neither the firmware nor the boot loader takes part; a reset leads back to this system.',
  ].join('\n')
