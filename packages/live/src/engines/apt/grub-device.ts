import type {AptTransaction} from '@livemode/config'
import {parseAnswer} from '@livemode/host'
import {lastingName, listBootDisks, realDevice} from '../../system/boot-disks.ts'
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
  const disks = listBootDisks(context)
  const isRight = told.length > 0 && told.every(name => disks.includes(realDevice(live, name)))
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
