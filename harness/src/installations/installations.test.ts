// Every installation lets the harness in, on the machine's own command line.
import {execFile} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import type {PlannedFile} from '@livemode/config'
import test from 'ava'
import {file} from '../disks/source-file.ts'
import {type InstallationId, installations} from './index.ts'

const system = {rootUuid: '6c1f-01', kernelArguments: 'console=ttyS0 systemd.debug_shell=ttyS1'}

const grubDefaults = (...terminal: readonly string[]) =>
  file(
    '/etc/default/grub',
    [
      'GRUB_DEFAULT=0',
      'GRUB_TIMEOUT=1',
      'GRUB_DISTRIBUTOR=Debian',
      'GRUB_CMDLINE_LINUX_DEFAULT=""',
      'GRUB_CMDLINE_LINUX="console=ttyS0 systemd.debug_shell=ttyS1"',
      ...terminal,
      '',
    ].join('\n'),
  )

const kernelCmdline = [
  file('/etc/kernel/cmdline', 'root=UUID=6c1f-01 ro console=ttyS0 systemd.debug_shell=ttyS1\n'),
]

const vault = [
  file('/etc/crypttab', 'vault UUID=6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e61 /etc/vault.key luks\n'),
  file('/etc/vault.key', 'a key that everybody may know', '0600'),
]

const biosGrub = grubDefaults(
  'GRUB_TERMINAL="console serial"',
  'GRUB_SERIAL_COMMAND="serial --unit=0 --speed=115200"',
)

const expected: Readonly<Record<InstallationId, readonly PlannedFile[]>> = {
  'bios-grub': [biosGrub],
  'bios-grub-btrfs': [biosGrub],
  'bios-grub-iscsi': [biosGrub],
  'bios-grub-luks': [biosGrub, ...vault],
  'bios-grub-tpm2': [biosGrub, ...vault],
  'uefi-grub': [grubDefaults('GRUB_TERMINAL=console')],
  'uefi-grub-luks': [grubDefaults('GRUB_TERMINAL=console'), ...vault],
  'uefi-systemd-boot': kernelCmdline,
  'uefi-systemd-boot-lvm': kernelCmdline,
}

for (const [id, installation] of Object.entries(installations)) {
  test(`${id}: the boot loader's configuration`, t => {
    t.deepEqual(installation.files(system), expected[id as InstallationId])
  })

  test(`${id}: its scripts are shell`, async t => {
    const places = installation.scripts.filter(script => script instanceof URL)
    t.true(places.length > 0)
    for (const script of places)
      await t.notThrowsAsync(promisify(execFile)('sh', ['-n', fileURLToPath(script)]))
  })
}
