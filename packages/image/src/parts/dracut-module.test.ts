// The dracut module is complete: what it installs is there, and what is there it installs.
import test from 'ava'
import {contentOf, listFiles, planWith} from '../planned.ts'
import {dracutModule} from './dracut-module.ts'

const folder = '/usr/lib/dracut/modules.d/99livemode'
const files = dracutModule()
const names = files.map(({path}) => path.slice(folder.length + 1))

test('it is put into the userspace before dracut runs, behind dmsquash-live, scripts as programs', t => {
  const planned = planWith().initramfs.files
  const lines = listFiles(planned).filter(line => line.startsWith(`${folder}/`))
  t.deepEqual(
    lines,
    names.map(name => `${folder}/${name} file ${name.endsWith('.sh') ? '0755' : '0644'}`),
  )
})

test('every file is installed, and every installed file is there', t => {
  const setUp = contentOf(files, `${folder}/module-setup.sh`)
  const looped = /for script in (.*); do/.exec(setUp)?.[1]?.split(' ') ?? []
  const single = [...setUp.matchAll(/"\$moddir\/([a-z-]+\.[a-z]+)"/g)].map(([, name]) => name)
  const installed = ['module-setup.sh', ...looped.map(name => `${name}.sh`), ...single]
  t.deepEqual([...new Set(installed)].toSorted(), names)
})

// The linter of command lines names the same seconds.
test('a boot has 300 seconds, and 900 with a download', t => {
  t.regex(contentOf(files, `${folder}/limit.sh`), /then limit=300; else limit=900; fi/)
})
