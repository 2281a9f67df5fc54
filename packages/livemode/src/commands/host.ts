import {writeBeside} from '@livemode/transaction'
import {packMachine} from '../machine-archive.ts'
import {readConfig} from '../named-config.ts'
import {readNamedHost, readNamedMachine} from '../named-machine.ts'
import {type Command, json} from './command.ts'

export const host: Command = {
  does: 'reads this machine and prints it as JSON, without secrets',
  run: async (args, {print, signal}) => {
    const reading = {parsed: await readConfig(args), signal}
    if (args.facts === undefined) return print(json(await readNamedHost(args, reading)))
    const machine = await readNamedMachine(args, reading)
    await writeBeside(args.facts, await packMachine(machine))
    print(
      `${args.facts}: the machine with ${machine.facts.size} files that decide about its packages and services`,
    )
  },
}
