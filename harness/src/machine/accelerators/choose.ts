import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError} from '@livemode/config'
import {startDeadline} from '../../deadline.ts'
import type {MachineHost} from '../host.ts'
import {Machine} from '../machine.ts'
import type {Accelerator} from './accelerator.ts'
import {type AcceleratorId, accelerators} from './index.ts'

interface Choice {
  readonly accelerator: AcceleratorId
  /** The choice holds until this machine is started anew, and for one toolbox. */
  readonly madeFor: string
}

type ProbeHost = Omit<MachineHost, 'accelerator'>

const probeSeconds = 20

/**
 * Chooses the fastest accelerator that really runs a guest. A device node that opens proves nothing:
 * there are machines on which KVM then stops at the guest's first instruction. So the kernel that is
 * to be booted is started without a root, which it must say, and give up at once.
 */
export async function chooseAccelerator(
  host: ProbeHost,
  {kernel, cache}: {kernel: string; cache: string},
): Promise<Accelerator> {
  const file = join(cache, 'accelerator.json')
  const madeFor = `${(await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()} ${host.toolbox}`
  const earlier = await readChoice(file)
  if (earlier?.madeFor === madeFor) return accelerators[earlier.accelerator]
  const accelerator: AcceleratorId = (await runsGuest(host, {kernel, cache})) ? 'kvm' : 'tcg'
  const choice: Choice = {accelerator, madeFor}
  await writeFile(file, `${JSON.stringify(choice)}\n`)
  return accelerators[accelerator]
}

async function readChoice(file: string): Promise<Choice | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

async function runsGuest(
  host: ProbeHost,
  {kernel, cache}: {kernel: string; cache: string},
): Promise<boolean> {
  try {
    await using machine = await Machine.boot({
      host: {...host, accelerator: accelerators.kvm},
      kernel: {file: kernel, arguments: 'console=ttyS0 panic=-1'},
      consoleFile: join(cache, 'accelerator-probe.txt'),
    })
    await machine.waitForConsole(/Linux version/, startDeadline(probeSeconds, 'a guest on KVM'))
    return true
  } catch (error) {
    host.signal.throwIfAborted()
    if (saysNoKvm(error)) return false
    throw error
  }
}

/**
 * Whether a failure is an answer: no device, a QEMU that cannot use it, or a guest that does not come up. Any other would
 * have met any machine, and says nothing of KVM.
 */
export const saysNoKvm = (error: unknown): boolean =>
  error instanceof LivemodeError &&
  (['BOOT_FAILED', 'TIMED_OUT'].includes(error.code) || /kvm/i.test(error.message))
