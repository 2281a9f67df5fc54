// The JSON of a host is accepted when complete, and refused with the place of everything wrong in it.
import {readdirSync} from 'node:fs'
import {LivemodeError} from '@livemode/config'
import {fixture, fixturePath} from '@livemode/fixtures'
import test from 'ava'
import {parseHost} from './index.ts'

const names = readdirSync(fixturePath('hosts')).map(file => file.replace(/\.json$/, ''))

for (const name of names) {
  test(`${name} is a host, and its fstab the fixture of that name`, t => {
    const text = fixture(`hosts/${name}.json`)
    const host = parseHost(text, {file: name})
    t.deepEqual(host, {resolvedPaths: {}, ...(JSON.parse(text) as object)})
    t.is(host.fstab, fixture(`fstab/${name}`))
  })
}

const refusals: Readonly<Record<string, {text: string; message: readonly string[]}>> = {
  'an empty file': {
    text: '',
    message: ['host.json:1:1: a JSON value is expected here'],
  },
  'an object that never ends': {
    text: '{\n  "os"',
    message: ['host.json:2:7: : is expected here', '      "os"', '          ^'],
  },
  'a comma too many': {
    text: '{"a": 1,}',
    message: [
      'host.json:1:9: a key in double quotes is expected here',
      '    {"a": 1,}',
      '            ^',
    ],
  },
  'a comma too few': {
    text: '[1 2]',
    message: ['host.json:1:4: , or ] is expected here', '    [1 2]', '       ^'],
  },
  'a word that is no value': {
    text: '{"a": tru}',
    message: ['host.json:1:7: a JSON value is expected here', '    {"a": tru}', '          ^'],
  },
  'text behind the end': {
    text: '{} {}',
    message: ['host.json:1:4: the end of the document is expected here', '    {} {}', '       ^'],
  },
  'something other than a mapping': {
    text: '[]',
    message: ['host.json:1:1: must be a mapping, not a list', '    []', '    ^'],
  },
}

for (const [what, {text, message}] of Object.entries(refusals)) {
  test(`${what} is refused`, t => {
    const error = t.throws(() => parseHost(text, {file: 'host.json'}), {instanceOf: LivemodeError})
    t.is(error?.code, 'HOST_INVALID')
    t.is(error?.message, message.join('\n'))
  })
}

test('everything wrong is told at once, by its key', t => {
  const text = `{
  "os": {"id": "", "idLike": "fedora", "versionId": 8},
  "architecture": "x86_64",
  "kernelCmdline": null,
  "fstab": "",
  "mounts": [{"target": "boot", "source": "x", "fstype": "xfs", "options": "rw"}],
  "firmware": "ufi",
  "loader": "lilo",
  "memoryBytes": 1.5,
  "space": {"boot": {"available": 1}, "/": {"available": -1}}
}
`
  const error = t.throws(() => parseHost(text, {file: 'host.json'}))
  t.deepEqual(
    error?.message.split('\n').filter(line => line.startsWith('host.json')),
    [
      'host.json:2:16: os.id: must not be empty',
      'host.json:2:30: os.idLike: must be a list, not the string "fedora"',
      'host.json:2:53: os.versionId: must be a string, not the number 8',
      'host.json:4:20: kernelCmdline: must be a string, not an empty value',
      'host.json:6:25: mounts[0].target: must start with /, not the string "boot"',
      'host.json:7:15: firmware: must be one of bios, uefi, not the string "ufi"',
      'host.json:8:13: loader: must be one of grubby, systemd-boot, grub, unknown, not the string "lilo"',
      'host.json:9:18: memoryBytes: must be a whole number, not the number 1.5',
      'host.json:10:21: space.boot: is not an absolute path',
      'host.json:10:58: space["/"].available: must be at least 0',
    ],
  )
})

test('a missing key is told at the mapping that lacks it', t => {
  const host = JSON.parse(fixture('hosts/rhel-8-lvm.json')) as Record<string, unknown>
  delete host.fstab
  t.throws(() => parseHost(JSON.stringify(host, null, 2), {file: 'host.json'}), {
    message: 'host.json:1:1: fstab: must be a string, not nothing\n    {\n    ^',
  })
})
