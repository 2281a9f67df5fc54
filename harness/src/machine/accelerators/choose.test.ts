// Only a failure that is about KVM is an answer to whether there is KVM.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {saysNoKvm} from './choose.ts'

test('no device, a QEMU that cannot use it, and a guest that does not come up', t => {
  for (const error of [
    new LivemodeError(
      'ENGINE_FAILED',
      'error gathering device information: /dev/kvm: no such file',
    ),
    new LivemodeError('COMMAND_FAILED', 'QEMU does not start: Could not access KVM kernel module'),
    new LivemodeError('TIMED_OUT', 'a guest did not come up'),
    new LivemodeError('BOOT_FAILED', 'the guest has been reset'),
  ])
    t.true(saysNoKvm(error), error.message)
})

test('anything else', t => {
  for (const error of [
    new LivemodeError('COMMAND_FAILED', 'QEMU does not start: no space left on device'),
    new LivemodeError('ENGINE_FAILED', 'the engine has gone'),
    new Error('listen EINVAL'),
  ])
    t.false(saysNoKvm(error), error.message)
})
