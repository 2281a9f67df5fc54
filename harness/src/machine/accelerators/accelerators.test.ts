// Every accelerator can be said on QEMU's command line, under its own name.
import test from 'ava'
import {accelerators} from './index.ts'

for (const [id, accelerator] of Object.entries(accelerators)) {
  test(id, t => {
    t.is(accelerator.id, id)
    t.is(accelerator.qemuArguments[0], '-accel')
    t.true(accelerator.qemuArguments[1]?.startsWith(id))
    for (const device of accelerator.devices) t.regex(device, /^\/dev\//)
  })
}
