import {parseArgs} from 'node:util'
import {type LoaderId, loaders} from '@livemode/bootentry'
import {LivemodeError} from '@livemode/config'
import {defaultTargetId} from '@livemode/userspace'
import {type CommandName, commands} from './commands/index.ts'
import type {Options} from './options.ts'

export interface Arguments extends Options {
  readonly command: CommandName
}

const options = {
  config: {type: 'string'},
  host: {type: 'string', multiple: true},
  target: {type: 'string', default: defaultTargetId},
  out: {type: 'string', default: 'out'},
  loader: {type: 'string'},
  engine: {type: 'string'},
  from: {type: 'string'},
  trust: {type: 'string', multiple: true},
  ca: {type: 'string'},
  sign: {type: 'string'},
  facts: {type: 'string'},
  json: {type: 'boolean', default: false},
  refresh: {type: 'boolean', default: false},
  yes: {type: 'boolean', default: false},
  reboot: {type: 'boolean', default: false},
  at: {type: 'string'},
  help: {type: 'boolean', default: false, short: 'h'},
} as const

/**
 * Parses the command line; undefined when it asks for help. Throws `USAGE` for an unknown command
 * or option.
 */
export function parseArguments(argv: readonly string[]): Arguments | undefined {
  const {values, positionals} = parseOptions(argv)
  const [command, ...rest] = positionals
  if (values.help || command === 'help') return undefined
  if (command === undefined) throw usage('a command is missing')
  if (!Object.hasOwn(commands, command))
    throw usage(`there is no command ${JSON.stringify(command)}`)
  if (rest.length > 0) throw usage(`${command} takes options only, not ${JSON.stringify(rest[0])}`)
  const {config, host: hosts = [], target, out, engine, facts, json, refresh, yes} = values
  const {from, trust = [], ca, sign} = values
  for (const [name, users] of Object.entries(usedBy)) {
    if (values[name as keyof typeof usedBy] === undefined || users.includes(command)) continue
    throw usage(`--${name} is for ${users.join(' and ')}, not for ${command}`)
  }
  if (ca !== undefined && from === undefined) throw usage('--ca says whom --from trusts')
  if (hosts.length > 1 && command !== 'check') {
    throw usage(`${command} takes one --host; only check takes several`)
  }
  const reboot = rebootOf(values)
  const loader = loaderOf(values.loader)
  return {
    command: command as CommandName,
    config,
    host: hosts[0],
    hosts,
    target,
    out,
    loader,
    engine,
    from,
    trust,
    ca,
    sign,
    facts,
    json,
    refresh,
    yes,
    reboot,
  }
}

/** Options that would do nothing elsewhere, where something is expected of them. */
const usedBy: Readonly<Record<'ca' | 'from' | 'sign' | 'trust', readonly string[]>> = {
  from: ['install'],
  trust: ['install', 'upgrade'],
  ca: ['install'],
  sign: ['build', 'upgrade'],
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({args: [...argv], options, allowPositionals: true})
  } catch (error) {
    // Its first sentence says what is wrong; the others talk of dashes.
    throw usage(error instanceof Error ? error.message.replace(/\.\s.*/s, '') : String(error))
  }
}

/** A minute is time enough to think better of it. */
const soon = '+1'

function rebootOf({reboot, at}: {reboot: boolean; at?: string | undefined}): string | undefined {
  if (at === undefined) return reboot ? soon : undefined
  if (!reboot) throw usage('--at says when --reboot does it')
  if (/^(\+\d{1,5}|([01]?\d|2[0-3]):[0-5]\d|now)$/.test(at)) return at
  throw usage(`--at is HH:MM, +MINUTES or now, not ${JSON.stringify(at)}`)
}

function loaderOf(id: string | undefined): LoaderId | undefined {
  if (id === undefined || Object.hasOwn(loaders, id)) return id as LoaderId | undefined
  throw usage(
    `there is no loader ${JSON.stringify(id)}; there are ${Object.keys(loaders).join(', ')}`,
  )
}

const usage = (message: string) =>
  new LivemodeError('USAGE', message, {hint: 'livemode --help lists the commands and options'})
