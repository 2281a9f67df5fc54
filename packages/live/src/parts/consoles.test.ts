// Every serial console of the kernel command line gets a login, and nothing else does.
import {execFileSync} from 'node:child_process'
import {mkdtempSync, readdirSync, readlinkSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import test from 'ava'

const generator = fileURLToPath(new URL('../../files/serial-gettys-generator', import.meta.url))

const cases: Readonly<Record<string, readonly string[]>> = {
  'root=live:UUID=1 quiet': [],
  'console=tty0 console=ttyS0,115200n8': ['ttyS0'],
  'console=ttyS1 console=ttyS0,9600 console=ttyS1': ['ttyS0', 'ttyS1'],
  'console=ttyAMA0 console=hvc0 console=ttyUSB0,115200': ['hvc0', 'ttyAMA0', 'ttyUSB0'],
  'console=tty console=tty1 console=ttynull console=null console= console': [],
  'console=ttyS0/../../x console=ttyS/ console=ttyS1\\x console=ttyS2': ['ttyS2'],
  [`console=tty${'S'.repeat(300)} console=ttyS2`]: ['ttyS2'],
  'console=uart8250,io,0x3f8 console=netcon0 x=* xconsole=ttyS0': [],
}

for (const [cmdline, names] of Object.entries(cases)) {
  test(cmdline, t => {
    const folder = mkdtempSync(join(tmpdir(), 'livemode-test-'))
    t.teardown(() => rmSync(folder, {recursive: true}))
    execFileSync(generator, [folder, folder, folder], {
      env: {SYSTEMD_PROC_CMDLINE: cmdline},
      stdio: 'ignore',
    })
    const wants = join(folder, 'getty.target.wants')
    const units = readdirSync(wants).toSorted()
    t.deepEqual(
      units,
      names.map(name => `serial-getty@${name}.service`),
    )
    for (const unit of units) {
      t.is(readlinkSync(join(wants, unit)), '/usr/lib/systemd/system/serial-getty@.service')
    }
  })
}
