import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, writeFileSync} from 'node:fs'
import {places, sourcePlaces} from '../tables/places.ts'
import {readBoot} from './boot.ts'
import {writeDurably} from './durable.ts'
import type {LiveSystem} from './live-system.ts'
import {findLoss, renderLoss} from './snapshot/index.ts'
import {findSnapshot} from './upgrade/snapshot.ts'

/**
 * Tells what taking the source back to its snapshot costs, and with `--yes` has the service do it. Gives the exit code.
 */
export async function startRollback(live: LiveSystem, [word]: readonly string[]): Promise<number> {
  const {machine} = readBoot(live)
  const snapshot = machine && findSnapshot(live, machine)
  if (machine === undefined || snapshot === undefined) {
    live.say('there is no snapshot that the source could be taken back to')
    return 1
  }
  live.say(`the source goes back to ${snapshot.source}, as it was before the upgrade`)
  for (const line of renderLoss(findLoss(live.source.root, snapshot))) live.say(line)
  if (word !== '--yes') {
    live.say('"rollback --yes" does it')
    return 1
  }
  writeDurably(live.source.resolve(sourcePlaces.rollback), {
    content: `${machine.installation}\n`,
    mode: 0o600,
  })
  return startUpgrade(live)
}

/**
 * Starts the service of the upgrade for somebody at a console, whatever the kernel command line says, and shows what it
 * says. Gives the exit code.
 */
export async function startUpgrade(live: LiveSystem): Promise<number> {
  const {strace} = readBoot(live)
  const unit = strace ? 'upgrade-strace.service' : 'upgrade.service'
  const {stdout: state} = live.run(['systemctl', 'show', '--property=ActiveState', '--value', unit])
  if (state.trim() === 'activating') {
    live.say(`the upgrade is running already; its log is ${places.logLink}`)
    return 1
  }
  // It has run before, and who starts it wants it to run again.
  if (state.trim() === 'active') live.run(['systemctl', 'stop', unit])
  mkdirSync(live.path(places.state), {recursive: true})
  writeFileSync(live.path(places.byHand), '')
  live.say(`starting ${unit}; its log is ${places.logLink}`)
  const follower = spawn(
    'journalctl',
    ['--follow', '--lines=0', '--output=cat', `--unit=${unit}`],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  const [code] = await once(spawn('systemctl', ['start', unit], {stdio: 'inherit'}), 'close')
  // What was said last is still on its way.
  live.run(['journalctl', '--sync'])
  await live.wait(1)
  follower.kill()
  return code ?? 1
}
