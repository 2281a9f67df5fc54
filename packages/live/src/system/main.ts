// The program of the live system: /usr/lib/livemode/live.mjs COMMAND.
import {endAfterDeath, giveUp} from './give-up.ts'
import {type LiveSystem, liveSystem} from './live-system.ts'
import {takeOverCrypttab, takeOverMachineSettings} from './machine-settings/index.ts'
import {takeOverNetworkProfiles} from './network-profiles/index.ts'
import {showConsole} from './progress/console.ts'
import {watchUpgrade} from './progress/watch.ts'
import {takeOverHostKeys} from './ssh-host-keys.ts'
import {startRollback, startUpgrade} from './start.ts'
import {traceUpgrade} from './strace.ts'
import {runUpgrade} from './upgrade/index.ts'

type Command = (live: LiveSystem, words: readonly string[]) => number | Promise<number>

const commands: Readonly<Record<string, Command>> = {
  console: showConsole,
  crypttab: takeOverCrypttab,
  died: endAfterDeath,
  follow: watchUpgrade,
  'give-up': (live, words) => giveUp(live, words.join(' ')),
  'machine-settings': takeOverMachineSettings,
  'network-profiles': takeOverNetworkProfiles,
  rollback: startRollback,
  'ssh-host-keys': takeOverHostKeys,
  start: startUpgrade,
  strace: traceUpgrade,
  upgrade: runUpgrade,
}

const [name = '', ...words] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (command === undefined) {
  process.stderr.write(`live.mjs: there is no ${JSON.stringify(name)}\n`)
  process.exitCode = 2
} else {
  process.exitCode = await command(liveSystem, words)
}
