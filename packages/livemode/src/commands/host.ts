import type {Host} from '@livemode/host'
import {writeBeside} from '@livemode/transaction'
import {packMachine} from '../machine-archive.ts'
import {readConfig} from '../named-config.ts'
import {readNamedHost, readNamedMachine, withSnapshot} from '../named-machine.ts'
import {type Command, json} from './command.ts'

export const host: Command = {
  does: 'reads this machine and prints it as JSON, without secrets',
  run: async (args, {print, signal}) => {
    const reading = {parsed: await readConfig(args), signal}
    const describe = (host: Host) => (args.host === undefined ? withSnapshot(host, reading) : host)
    if (args.facts === undefined) return print(json(describe(await readNamedHost(args, reading))))
    const found = await readNamedMachine(args, reading)
    const machine = {...found, host: describe(found.host)}
    await writeBeside(args.facts, await packMachine(machine))
    print(
      `${args.facts}: the machine with ${machine.facts.size} files that decide about its packages and services`,
    )
  },
}
