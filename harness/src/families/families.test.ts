// Each family says all that a source machine is made of, and its machines are what livemode would find.
import {execFile} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import test from 'ava'
import {planHost} from '../sources/host.ts'
import {installedMachines} from '../sources/installed-machines.ts'
import {type ReleaseId, releases} from '../sources/releases.ts'
import {type FamilyId, families} from './index.ts'

for (const [id, family] of Object.entries(families)) {
  test(`${id}: its packages are named once`, t => {
    const packages = [...family.systemPackages, ...family.bootPackages]
    t.deepEqual(packages, [...new Set(packages)])
    t.deepEqual(family.systemPackages, family.systemPackages.toSorted())
    t.deepEqual(family.bootPackages, family.bootPackages.toSorted())
  })

  test(`${id}: its kernel and its initramfs are two files of the root`, t => {
    const {kernel, initramfs} = family.bootFiles
    for (const pattern of [kernel, initramfs]) t.regex(pattern, /^\/[\w/.*-]+$/)
    t.not(kernel, initramfs)
  })

  test(`${id}: its scripts are shell`, async t => {
    for (const script of Object.values(family.scripts))
      await t.notThrowsAsync(promisify(execFile)('sh', ['-n', fileURLToPath(script)]))
  })

  test(`${id}: livemode finds it on machines of its releases`, t => {
    const own = Object.entries(releases).filter(([, {familyId}]) => familyId === (id as FamilyId))
    t.true(own.length > 0)
    for (const [release, {versionId}] of own) {
      const source = {...installedMachines.uefiSystemdBoot, release: release as ReleaseId}
      t.deepEqual(planHost(source).os, {...family.os, idLike: [...family.os.idLike], versionId})
    }
  })
}
