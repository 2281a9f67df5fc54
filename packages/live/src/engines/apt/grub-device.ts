import {existsSync, readdirSync, realpathSync} from 'node:fs'
import type {AptTransaction} from '@livemode/config'
import {mountHolding, parseAnswer} from '@livemode/host'
import type {LiveSystem} from '../../system/live-system.ts'
import type {EngineContext} from '../engine.ts'
import {runInSource} from '../scripts/in-source.ts'

const question = 'grub-pc/install_devices'

/** Whether it is meant that GRUB's package installs it nowhere. */
const nowhere = 'grub-pc/install_devices_empty'

/**
 * Has GRUB's package install GRUB on the disk that /boot lies on. What it was told once is a name, which may mean another
 * disk by now, or none. Where it was told nothing, as by an installer that has called grub-install itself, it would fail;
 * where it was told to install it nowhere, it stays so.
 */
export async function nameGrubDevice(
  context: EngineContext,
  {upgrade}: Pick<AptTransaction, 'upgrade'>,
): Promise<void> {
  const {live, say} = context
  if (!upgrade.some(({package: name}) => name.startsWith('grub-pc:'))) return
  const answers = live.source.readText('/var/cache/debconf/config.dat') ?? ''
  const told = parseAnswer(answers, question)
  if (told.length === 0 && parseAnswer(answers, nowhere)[0] === 'true') return
  const disks = disksOf(context)
  const isRight = told.length > 0 && told.every(name => disks.includes(real(live, name)))
  if (isRight || (disks.length === 0 && told.length > 0)) return
  if (disks.length === 0) {
    say('GRUB is not installed anew: its package was told no device, and none is known')
    return setAnswer(context, `${nowhere} boolean true`)
  }
  const devices = disks.map(disk => lastingName(live, disk)).join(', ')
  const before = told.length === 0 ? 'told no device' : `to be installed on ${told.join(', ')}`
  say(`GRUB was ${before}; it goes to ${devices}, where /boot is`)
  return setAnswer(context, `${question} multiselect ${devices}`)
}

async function setAnswer(context: EngineContext, answer: string): Promise<void> {
  await runInSource(context, [
    'sh',
    '-c',
    'printf "%s\\n" "$1" | debconf-set-selections',
    'sh',
    `grub-pc ${answer}`,
  ])
}

/** The whole disks that the file system of /boot is made of. */
function disksOf({live, mounts}: EngineContext): readonly string[] {
  const mount = mountHolding(mounts, live.source.resolve('/boot'))
  const device = mount?.source?.replace(/\[.*/, '') ?? ''
  if (!device.startsWith('/dev/')) return []
  const {stdout} = live.run(['lsblk', '--inverse', '--json', '--paths', '--output=NAME', device])
  return parseWholeDevices(stdout)
}

interface DeviceRow {
  readonly name: string
  readonly children?: readonly DeviceRow[]
}

/** The devices below which there is no other, in what `lsblk --inverse --json` prints; none where it prints nothing. */
export function parseWholeDevices(text: string): readonly string[] {
  if (text.trim() === '') return []
  const {blockdevices} = JSON.parse(text) as {readonly blockdevices: readonly DeviceRow[]}
  const wholeOf = ({name, children = []}: DeviceRow): readonly string[] =>
    children.length === 0 ? [name] : children.flatMap(wholeOf)
  return [...new Set(blockdevices.flatMap(wholeOf))]
}

/** A name by which the upgraded system finds the same disk, where udev has made one. */
function lastingName(live: LiveSystem, disk: string): string {
  const folder = '/dev/disk/by-id'
  const names = existsSync(live.path(folder)) ? readdirSync(live.path(folder)).toSorted() : []
  const found = names.find(name => real(live, `${folder}/${name}`) === real(live, disk))
  return found === undefined ? disk : `${folder}/${found}`
}

function real(live: LiveSystem, name: string): string {
  try {
    return realpathSync(live.path(name))
  } catch {
    return name
  }
}
