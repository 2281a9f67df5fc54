// Options of one section of a .repo file change, and nothing else of the file does.
import test from 'ava'
import {parseIni} from './ini.ts'
import {editRpmRepository} from './rpm-repository-edit.ts'

const text = `# by hand
[one]
name=One
baseurl = http://a/
  http://b/
# behind
enabled=1
gpgkey=file:///a

[two]
enabled=1
`

test('it is disabled', t => {
  t.is(
    editRpmRepository(text, {id: 'one', options: {enabled: '0', gpgkey: undefined}}),
    text.replace('[one]\n', '[one]\nenabled=0\n').replace('behind\nenabled=1\n', 'behind\n'),
  )
})

test('other addresses take the place of all that it has', t => {
  const options = {baseurl: 'http://c/', mirrorlist: null}
  const changed = editRpmRepository(text, {id: 'one', options})
  t.is(
    changed,
    text
      .replace('[one]\n', '[one]\nbaseurl=http://c/\n')
      .replace('baseurl = http://a/\n  http://b/\n', ''),
  )
  t.is(parseIni(changed).sections[0]?.[1].get('baseurl'), 'http://c/')
})

test('lines end as they did, and a section that is not there changes nothing', t => {
  const windows = text.replaceAll('\n', '\r\n')
  t.is(editRpmRepository(windows, {id: 'three', options: {enabled: '0'}}), windows)
  const changed = editRpmRepository(windows, {id: 'two', options: {enabled: '0'}})
  t.is(changed, windows.replace('[two]\r\nenabled=1\r\n', '[two]\r\nenabled=0\r\n'))
})
