// A source machine of Fixture Linux has a kernel and an initramfs of its own, and becomes an entry of the Boot Loader Specification.
import {readFile} from 'node:fs/promises'
import {type Container, packFiles, type Session} from '@livemode/container'
import test from 'ava'
import {startTestSession} from '../../test/session.ts'
import {installations} from '../installations/index.ts'
import {installedMachines} from '../sources/installed-machines.ts'
import {ensureSourceRoot} from '../sources/source-root.ts'
import {fixture} from './fixture.ts'

let session: Session
let machine: Container

test.before(async () => {
  ;({session} = await startTestSession())
  const source = installedMachines.fixtureSystemdBoot
  const image = await ensureSourceRoot(session, {source, log: () => {}})
  // systemd looks for mount points.
  machine = await session.start(image, {name: 'source', memoryFolders: ['/boot/efi']})
})
test.after.always(() => session[Symbol.asyncDispose]())

const run = async (script: string, environment: Readonly<Record<string, string>> = {}) =>
  (await machine.exec(['sh', '-euc', script], {environment})).stdout

test('its own rpm knows its packages', async t => {
  const {systemPackages, bootPackages} = fixture
  const wanted = [
    ...systemPackages,
    ...bootPackages,
    ...installations['uefi-systemd-boot'].packages,
  ]
  t.deepEqual(
    await run(`rpm --query --queryformat '%{NAME}\\n' ${wanted.join(' ')}`),
    [...wanted, ''].join('\n'),
  )
  // That file is the container engine's.
  t.is(await run('rpm --verify --all --nodeps | grep --invert-match /etc/hosts || :'), '')
})

test('it has one kernel, and an initramfs that finds its disk', async t => {
  const {kernel, initramfs} = fixture.bootFiles
  const [file, version] = /^\/boot\/vmlinuz-(\S+)\n$/.exec(await run(`echo ${kernel}`)) ?? []
  t.truthy(file)
  t.is(await run('ls /usr/lib/modules'), `${version}\n`)
  t.is(await run(`ls ${initramfs}`), `/boot/initramfs-${version}.img\n`)
  const content = await run(`lsinitrd ${initramfs}`)
  for (const name of ['virtio_blk', 'ext4', 'vfat'])
    t.regex(
      content,
      new RegExp(` usr/lib/modules/${RegExp.escape(version ?? '')}/kernel/.*/${name}\\.ko`),
    )
  t.regex(content, / usr\/lib\/systemd\/systemd$/m)
})

test('its units are there, and enabled', async t => {
  t.is(
    await run(`systemctl is-enabled ${fixture.sshdUnit} getty@tty1.service`),
    'enabled\nenabled\n',
  )
  t.is(await run('systemd-analyze verify --man=no multi-user.target 2>&1'), '')
  t.is(await run('test -x /usr/bin/login && test -x /usr/sbin/nologin && echo there'), 'there\n')
})

test('systemd-boot gets an entry with the kernel, and an initramfs that dracut makes', async t => {
  const files = installations['uefi-systemd-boot'].files({
    rootUuid: 'of-the-root',
    kernelArguments: 'console=ttyS0',
  })
  await machine.putTar(await packFiles(files, {modificationTime: new Date(0)}), '/')
  const script = await readFile(fixture.scripts['add-kernel'], 'utf8')
  const output = await run(
    `bootctl --no-variables --make-entry-directory=yes install
# The kernel that runs is the machine's.
uname() { ls /usr/lib/modules; }
${script}`,
    {SYSTEMD_RELAX_ESP_CHECKS: '1', SYSTEMD_ESP_PATH: '/boot/efi'},
  )
  const version = (await run('ls /usr/lib/modules')).trim()
  const id = (await run('cat /etc/machine-id')).trim()
  t.regex(output, /title: Fixture Linux 8\.0/)
  const entry = await run(`cat /boot/efi/loader/entries/${id}-${version}.conf`)
  t.regex(entry, /^title +Fixture Linux 8\.0$/m)
  t.regex(entry, /^options +root=UUID=of-the-root ro console=ttyS0( |$)/m)
  const [, linux = ''] = /^linux +(\S+)$/m.exec(entry) ?? []
  const [, initrd = ''] = /^initrd +(\S+)$/m.exec(entry) ?? []
  await t.notThrowsAsync(run(`cmp /boot/efi${linux} /usr/lib/modules/${version}/vmlinuz`))
  t.regex(await run(`lsinitrd /boot/efi${initrd}`), /\/virtio_blk\.ko/)
})
