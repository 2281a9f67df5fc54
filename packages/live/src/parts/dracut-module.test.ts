// The dracut module is complete: what it installs is there, and what is there it installs.
import {type Config, defaultConfig, type PlannedFile} from '@livemode/config'
import {contentOf, listFiles} from '@livemode/fixtures'
import test from 'ava'
import {planInitramfsFiles} from '../live-image.ts'
import {limits} from '../tables/limits.ts'
import {dracutModule, iscsiDracutModule, sshdDracutModule} from './dracut-module.ts'

const folder = '/usr/lib/dracut/modules.d/99livemode'
const files = dracutModule()
const namesOf = (moduleFiles: readonly PlannedFile[]) =>
  moduleFiles.map(({path}) => path.slice(path.lastIndexOf('/') + 1))
const names = namesOf(files)
const table = 'livemode-table.sh'
const settings = {passphrase_timeout: 60, setup_opensshd_with_auth_keys: '/keys'}
const planned = (config: Partial<Config> = {}) =>
  planInitramfsFiles({
    config: {...defaultConfig, ...config},
    authorizedKeys: config.setup_opensshd_with_auth_keys ? 'ssh-ed25519 AAAA\n' : null,
  })

test('it is put into the userspace before dracut runs, behind dmsquash-live, scripts as programs', t => {
  const lines = listFiles(planned()).filter(line => line.startsWith(`${folder}/`))
  const isProgram = (name: string) => name.endsWith('.sh') && name !== table
  t.deepEqual(
    lines,
    names.map(name => `${folder}/${name} file ${isProgram(name) ? '0755' : '0644'}`),
  )
})

/** What a script installs by its name. */
const singles = (script: string) =>
  [...script.matchAll(/"\$moddir\/([a-z_.-]+)"/g)].map(([, name]) => name)

test('sshd is there where something is asked and somebody has a key, and nowhere else', t => {
  const has = (config: Partial<Config>) =>
    planned(config).some(({path}) => path.startsWith(`${folder}-sshd/`))
  t.true(has(settings))
  t.false(has({...settings, passphrase_timeout: null}))
  t.false(has({...settings, setup_opensshd_with_auth_keys: null}))
  const keys = contentOf(planned(settings), `${folder}-sshd/authorized_keys`)
  t.is(keys, 'ssh-ed25519 AAAA\n')
})

test('what logs in to iSCSI targets is there where it is asked for, and nowhere else', t => {
  const has = (config: Partial<Config>) =>
    planned(config).some(({path}) => path.startsWith(`${folder}-iscsi/`))
  t.true(has({device_support: ['iscsi']}))
  t.false(has({device_support: ['tpm2', 'clevis']}))
})

test('every file is installed, and every installed file is there', t => {
  const setUp = contentOf(files, `${folder}/module-setup.sh`)
  const ssh = sshdDracutModule('')
  const sshSetUp = contentOf(ssh, `${folder}-sshd/module-setup.sh`)
  const sshInstalled = ['module-setup.sh', ...singles(sshSetUp)]
  t.deepEqual(sshInstalled.toSorted(), namesOf(ssh).toSorted())
  const looped = /for script in (.*); do/.exec(setUp)?.[1]?.split(' ') ?? []
  const iscsi = iscsiDracutModule()
  const iscsiInstalled = singles(contentOf(iscsi, `${folder}-iscsi/module-setup.sh`))
  t.deepEqual(['module-setup.sh', ...iscsiInstalled].toSorted(), namesOf(iscsi).toSorted())
  const installed = ['module-setup.sh', ...looped.map(name => `${name}.sh`), ...singles(setUp)]
  t.deepEqual([...new Set(installed)].toSorted(), names.toSorted())
})

test('what its scripts have from the table is in it, and nothing else', t => {
  const text = contentOf(files, `${folder}/${table}`)
  const defined = [...text.matchAll(/^(\w+)='/gm)].map(([, name]) => name ?? '')
  const scripts = [...files, ...iscsiDracutModule()].filter(({path}) => !path.endsWith(table))
  const all = scripts.map(file => (file.type === 'file' ? file.content : '')).join('\n')
  for (const name of defined) t.regex(all, new RegExp(`\\$\\{?${name}\\b`), name)
  t.regex(text, new RegExp(`^limit_disk='${limits.initramfsDisk}'$`, 'm'))
  t.regex(text, new RegExp(`^limit_url='${limits.initramfsUrl}'$`, 'm'))
})
