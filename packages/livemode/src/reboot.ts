import {runProgram} from '@livemode/bootentry'
import type {Context} from './commands/command.ts'
import type {Options} from './options.ts'

/** Reboots this machine when that was asked for, else says what a reboot will do. */
export async function reboot(
  {reboot: at}: Pick<Options, 'reboot'>,
  {context, toDoWhat}: {readonly context: Context; readonly toDoWhat: string},
): Promise<void> {
  const {print} = context
  if (at === undefined) return print(`reboot this machine to ${toDoWhat}`)
  await runProgram(['shutdown', '--reboot', at], context)
  print(`this machine reboots (${at}); "shutdown -c" cancels that`)
}
