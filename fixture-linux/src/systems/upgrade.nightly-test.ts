// The dnf of release 9 upgrades a system of release 8, and the rpm of release 9 takes over a database in Berkeley DB.
import type {Container} from '@livemode/container'
import test from 'ava'
import {
  dnf,
  failures,
  listPackages,
  openWorkbench,
  packages,
  verify,
  type Workbench,
} from '../../test/workbench.ts'
import {ensureSystem, installRoot, writeBerkeleyDb} from '../index.ts'

const root = '/sysroot'
const database = `${root}/var/lib/rpm`

let workbench: Workbench
/** Of a system of release 9. */
let container: Container

test.before(async () => {
  workbench = await openWorkbench()
  const {session, images} = workbench
  const image = await ensureSystem(session, {
    id: '9',
    image: images['9'],
    packages: ['coreutils', 'dnf', 'file', 'fixture-release', 'rpm', 'util-linux'],
    log: () => {},
  })
  container = await session.start(image, {name: 'test', mounts: true})
})
test.after.always(() => workbench[Symbol.asyncDispose]())

const run = async (script: string) => (await container.exec(['sh', '-euc', script])).stdout

test('a system of release 8 is whole', async t => {
  const {session, images, server} = workbench
  await using installer = await session.start(images['8'], {name: 'test'})
  const lines: string[] = []
  const log = (line: string) => lines.push(line)
  const wanted = [...packages, 'fixture-greeting', 'fixture-legacy']
  await installRoot(installer, {id: '8', root, address: server.address, packages: wanted, log})
  t.deepEqual(failures(lines), [])
  await verify(t, {container: installer, root})
  await container.putTar(await installer.takeTar(root), '/')
})

test('its database can be Berkeley DB, which rpm of neither release changes', async t => {
  const {session, images} = workbench
  await using writer = await session.start(images['8'], {name: 'test'})
  await writer.putTar(await container.takeTar(root), '/')
  await writeBerkeleyDb(writer, {root})
  const before = await listPackages(container, root)
  await run(`rm -r ${database}`)
  await container.putTar(await writer.takeTar(database), `${root}/var/lib`)

  const files = (await run(`ls ${database}`)).split('\n')
  t.true(files.includes('Packages'))
  t.false(files.includes('rpmdb.sqlite'))
  t.regex(await run(`file ${database}/Packages`), /Berkeley DB/)
  for (const rpm of [`chroot ${root} rpm`, `rpm --dbpath=${database}`]) {
    const {length} = (await run(`${rpm} --query --all`)).trim().split('\n')
    t.is(length, before.length)
    await t.throwsAsync(run(`${rpm} --erase --justdb --nodeps fixture-legacy`))
    t.regex(await run(`${rpm} --query fixture-legacy`), /^fixture-legacy-1\.0-/)
  }
})

test('the rpm of release 9 turns Berkeley DB into sqlite', async t => {
  const before = await listPackages(container, root)
  await run(`rpm --dbpath=${database} --define '_db_backend sqlite' --rebuilddb`)
  const files = (await run(`ls ${database}`)).split('\n')
  t.true(files.includes('rpmdb.sqlite'))
  t.false(files.includes('Packages'))
  t.deepEqual((await listPackages(container, root)).toSorted(), before.toSorted())
  await verify(t, {container, root})
})

test('it is upgraded by the dnf of release 9', async t => {
  const lines: string[] = []
  const onLine = (line: string) => lines.push(line)
  const edited = ['/etc/fixture-greeting.conf', '/etc/systemd/logind.conf']
  for (const path of edited) await run(`echo '# edited' >>${root}${path}`)
  const {server} = workbench
  // As a live system has it: systemd-hwdb replaces a database by way of /proc, and not without.
  await run(`mount --bind /proc ${root}/proc`)
  await dnf(container, {id: '9', server, argv: [`--installroot=${root}`, 'distro-sync'], onLine})
  t.deepEqual(failures(lines), [])

  const names = await listPackages(container, root)
  t.true(names.includes('fixture-welcome'))
  t.false(names.includes('fixture-greeting'))
  t.false(names.includes('fixture-legacy'))
  t.is(names.filter(name => name === 'kernel-core').length, 2)
  for (const path of edited) {
    t.is(await run(`tail --lines=1 ${root}${path}`), '# edited\n')
    await t.notThrowsAsync(run(`test -f ${root}${path}.rpmnew`))
  }
  t.is(await run(`cat ${root}/etc/fixture-release`), 'Fixture Linux release 9.0\n')
  await t.notThrowsAsync(
    dnf(container, {id: '9', server, argv: [`--installroot=${root}`, 'check']}),
  )
  await verify(t, {container, root})
})
