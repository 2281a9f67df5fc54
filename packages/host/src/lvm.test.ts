// Whether LVM looks at all devices, and whose volumes are this machine's, is read from its configuration.
import test from 'ava'
import {makeRoot} from '../test/root.ts'
import {parseLvmConfiguration, readLvmConfiguration} from './lvm.ts'

const plain = {restrictedBy: [], systemIdSource: null}

const texts: Readonly<Record<string, readonly [string, object]>> = {
  'defaults, which are comments': [
    '# devices/filter\n\t# filter = [ "r|.*|" ]\n\tdir = "/dev" # filter = [ "r|x|" ]\n',
    plain,
  ],
  'a filter that takes all': ['devices {\n filter = [ "a|.*/|" ]\n}\n', plain],
  'a filter': [
    'devices {\n filter = [ "a|^/dev/sda3$|", "r|.*|" ]\n}\n',
    {restrictedBy: ['filter']},
  ],
  'a filter over several lines': [
    'devices {\n global_filter = [\n "a#^/dev/sda3$#", # ours\n "r#.*#"\n ]\n}\n',
    {restrictedBy: ['global_filter']},
  ],
  'a setting with its section': ['devices/filter=["r/x/"]\n', {restrictedBy: ['filter']}],
  'an id': ['global { system_id_source = "uname" }\n', {systemIdSource: 'uname'}],
  'no id': ['global { system_id_source = "none" }\n', plain],
  'no devices file': ['devices { use_devicesfile = 0 }\n', plain],
}

for (const [what, [text, expected]] of Object.entries(texts)) {
  test(what, t => {
    const devicesFiles = what === 'no devices file' ? ['system.devices'] : []
    t.deepEqual(parseLvmConfiguration(text, devicesFiles), {...plain, ...expected})
  })
}

test('a devices file', t => {
  t.deepEqual(parseLvmConfiguration('', ['system.devices']).restrictedBy, ['system.devices'])
  const other = 'devices { devicesfile = "mine.devices" }\n'
  t.deepEqual(parseLvmConfiguration(other, ['system.devices']).restrictedBy, [])
  t.deepEqual(parseLvmConfiguration(other, ['mine.devices']).restrictedBy, ['mine.devices'])
})

test('a machine without LVM, and one with', async t => {
  t.is(await readLvmConfiguration(makeRoot(t, {files: {'/etc/x': ''}})), undefined)
  const root = makeRoot(t, {
    files: {
      '/etc/lvm/lvm.conf': 'devices {\n}\n',
      '/etc/lvm/lvmlocal.conf': 'global { system_id_source = "lvmlocal" }\n',
      '/etc/lvm/devices/system.devices': '',
    },
  })
  t.deepEqual(await readLvmConfiguration(root), {
    restrictedBy: ['system.devices'],
    systemIdSource: 'lvmlocal',
  })
})
