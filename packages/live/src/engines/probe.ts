import {parseOsRelease} from '@livemode/host'
import {type Engine, type EngineContext, Refusal} from './engine.ts'

/** What a system cannot do without, one of them. */
const programs = ['/usr/bin/sh', '/usr/lib/systemd/systemd', '/usr/sbin/init']

/** Changes nothing: makes sure that there is a system that could be upgraded. */
const probe: Engine = {
  does: 'changes nothing, and makes sure that there is a system that could be upgraded',
  phases: [{name: 'verify', changes: false, run: verify}],
}

export default probe

async function verify({live, root, mounts, sourceCmdline, say}: EngineContext): Promise<void> {
  const mount = mounts.findLast(({target}) => target === root)
  if (mount === undefined) throw new Refusal(`nothing is mounted at ${root}`)
  if (!mount.options.split(',').includes('rw')) throw new Refusal(`${root} is mounted read-only`)
  const from = release(live.source.readText('/etc/os-release'))
  if (from === undefined) throw new Refusal(`${root} is no system: it has no /etc/os-release`)
  if (!programs.some(program => live.source.has(program))) {
    throw new Refusal(`${root} is no system: it has neither a shell nor an init`)
  }
  const to = release(live.readText('/etc/os-release'))
  if (from === to) {
    throw new Refusal(`${root} is this live system itself, not the system to upgrade`)
  }
  say(`source system at ${root}: ${from}`)
  say(`its kernel command line: ${sourceCmdline}`)
  say(`would be upgraded from ${from} to ${to}`)
}

function release(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const {id, versionId} = parseOsRelease(text)
  return `${id} ${versionId ?? ''}`.trim()
}
