// An os-release file is read by the quoting rules of os-release(5).
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parseOsRelease} from './index.ts'

test('Debian 12 says what it is', t => {
  t.deepEqual(parseOsRelease(fixture('os-release/debian-12')), {
    id: 'debian',
    idLike: [],
    versionId: '12',
    prettyName: 'Debian GNU/Linux 12 (bookworm)',
  })
})

test('Debian 11 says the same of itself', t => {
  t.like(parseOsRelease(fixture('os-release/debian-11')), {id: 'debian', versionId: '11'})
})

test('RHEL 8 says what it is like', t => {
  t.deepEqual(parseOsRelease(fixture('os-release/rhel-8')), {
    id: 'rhel',
    idLike: ['fedora'],
    versionId: '8.10',
    prettyName: 'Red Hat Enterprise Linux 8.10 (Ootpa)',
  })
})

test('quotes, escapes, comments, and the last assignment of a name', t => {
  const text = [
    '# ID=comment',
    'ID=first',
    "ID='second'",
    'ID_LIKE="rhel  centos fedora"',
    'not an assignment',
    'VERSION_ID=10 ',
    'PRETTY_NAME="a \\"quoted\\" \\$name \\\\ `tick\\`"',
  ].join('\n')
  t.deepEqual(parseOsRelease(text), {
    id: 'second',
    idLike: ['rhel', 'centos', 'fedora'],
    versionId: '10',
    prettyName: 'a "quoted" $name \\ `tick`',
  })
})

test('a system that says nothing is linux', t => {
  t.deepEqual(parseOsRelease(''), {id: 'linux', idLike: [], versionId: null, prettyName: null})
})
