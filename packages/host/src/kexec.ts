import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {readGraphics} from './drivers.ts'
import {textOf} from './small-files.ts'

/** What decides whether a machine can go from its running kernel to another one, see kexec(8). */
export interface KexecState {
  /** Whether the kernel can load another one: it need not have been built for that, and can be told to do it no more. */
  readonly kernel: 'ready' | 'disabled' | 'missing'
  /** Whether it takes kernels only that are signed, as with Secure Boot, see kernel_lockdown(7). */
  readonly isLockedDown: boolean
  /** Whether it is a guest of Xen without hardware of its own (PV), which its hypervisor alone can start. */
  readonly isXenPv: boolean
  /** Whether kexec(8) is there. */
  readonly hasProgram: boolean
  /** Whether systemd runs it, which ends it before the other kernel begins. */
  readonly runsSystemd: boolean
  /** The modules that drive its screens. */
  readonly graphics: string[]
}

const programs = ['/usr/sbin/kexec', '/sbin/kexec']

/** Reads that of the machine that has its files below `root`. */
export function readKexec(root = '/'): KexecState {
  const text = (path: string) => textOf(join(root, path)) ?? ''
  const has = (path: string) => existsSync(join(root, path))
  const isDisabled = text('/proc/sys/kernel/kexec_load_disabled') === '1'
  return {
    kernel: has('/sys/kernel/kexec_loaded') ? (isDisabled ? 'disabled' : 'ready') : 'missing',
    isLockedDown: /\[(?:integrity|confidentiality)\]/.test(text('/sys/kernel/security/lockdown')),
    isXenPv: text('/sys/hypervisor/type') === 'xen' && text('/sys/hypervisor/guest_type') === 'PV',
    hasProgram: programs.some(has),
    runsSystemd: has('/run/systemd/system'),
    graphics: readGraphics(root),
  }
}
