// The dracut module is complete: what it installs is there, and what is there it installs.
import {contentOf, listFiles} from '@livemode/fixtures'
import test from 'ava'
import {planInitramfsFiles} from '../live-image.ts'
import {limits} from '../tables/limits.ts'
import {dracutModule} from './dracut-module.ts'

const folder = '/usr/lib/dracut/modules.d/99livemode'
const files = dracutModule()
const names = files.map(({path}) => path.slice(folder.length + 1))
const table = 'livemode-table.sh'

test('it is put into the userspace before dracut runs, behind dmsquash-live, scripts as programs', t => {
  const lines = listFiles(planInitramfsFiles()).filter(line => line.startsWith(`${folder}/`))
  const isProgram = (name: string) => name.endsWith('.sh') && name !== table
  t.deepEqual(
    lines,
    names.map(name => `${folder}/${name} file ${isProgram(name) ? '0755' : '0644'}`),
  )
})

test('every file is installed, and every installed file is there', t => {
  const setUp = contentOf(files, `${folder}/module-setup.sh`)
  const looped = /for script in (.*); do/.exec(setUp)?.[1]?.split(' ') ?? []
  const single = [...setUp.matchAll(/"\$moddir\/([a-z-]+\.[a-z]+)"/g)].map(([, name]) => name)
  const installed = ['module-setup.sh', ...looped.map(name => `${name}.sh`), ...single]
  t.deepEqual([...new Set(installed)].toSorted(), names.toSorted())
})

test('what its scripts have from the table is in it, and nothing else', t => {
  const text = contentOf(files, `${folder}/${table}`)
  const defined = [...text.matchAll(/^(\w+)='/gm)].map(([, name]) => name ?? '')
  const scripts = files.filter(({path}) => !path.endsWith(table))
  const all = scripts.map(file => (file.type === 'file' ? file.content : '')).join('\n')
  for (const name of defined) t.regex(all, new RegExp(`\\$\\{?${name}\\b`), name)
  t.regex(text, new RegExp(`^limit_disk='${limits.initramfsDisk}'$`, 'm'))
  t.regex(text, new RegExp(`^limit_url='${limits.initramfsUrl}'$`, 'm'))
})
