import {existsSync} from 'node:fs'
import type {DnfTransaction} from '@livemode/config'
import {lastingName, listBootDisks} from '../../system/boot-disks.ts'
import {checkKernels} from '../boot/boot.ts'
import {elKernelPrograms} from '../boot/el-kernel-programs.ts'
import type {EngineContext} from '../engine.ts'
import {readTransaction} from './payload.ts'

/** Makes sure that the upgraded system can boot, see `checkKernels`. */
export async function checkBoot(context: EngineContext): Promise<void> {
  const transaction = readTransaction(context)
  await checkKernels(context, {versions: transaction.kernels, programs: elKernelPrograms})
  tellOfOldGrub(context, transaction)
}

/**
 * Tells where a machine that a BIOS starts goes on with the GRUB of before: its package writes modules below /usr/lib/grub alone, and
 * what starts the machine, with the modules in /boot/grub2 that belong to it, is written by grub2-install. That writes in place,
 * with a moment in which nothing boots, and nothing that could then go on; so it is the administrator's.
 */
function tellOfOldGrub(context: EngineContext, {upgrade}: Pick<DnfTransaction, 'upgrade'>): void {
  const {live, note} = context
  if (existsSync(live.path('/sys/firmware/efi'))) return
  if (!upgrade.some(({package: name}) => name.startsWith('grub2-pc.'))) return
  note({
    lookAt: listBootDisks(context).map(disk => {
      const name = lastingName(live, disk)
      return `GRUB on ${name} is that of before, which goes on booting; grub2-install ${name} renews it`
    }),
  })
}
