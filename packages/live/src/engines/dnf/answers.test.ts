// What rpm and dnf print is taken as they print it.
import test from 'ava'
import {dnfTransactionWith} from '../../../test/dnf-transaction.ts'
import {parseProblems} from './problems.ts'
import {renderRequest} from './request.ts'
import {parseSigned} from './signatures.ts'

test('only what is signed, and right, counts', t => {
  const lines = [
    '/x/a.rpm: digests signatures OK',
    '/x/b.rpm: digests OK',
    '/x/c.rpm: digests SIGNATURES NOT OK',
    '/x/d.rpm: DIGESTS SIGNATURES NOT OK',
    'error: /x/e.rpm: not an rpm package (or package manifest)',
  ]
  t.deepEqual(parseSigned(lines.join('\n')), ['/x/a.rpm'])
})

test('problems of dnf check, without its other lines', t => {
  const lines = [
    'sssd-2.9-1.el9.x86_64 has missing requires of libcrypto.so.1.1()(64bit)',
    'bash-5.1-1.el9.x86_64 is a duplicate with bash-4.4-1.el8.x86_64',
    'Error: Check discovered 2 problem(s)',
  ]
  t.deepEqual(parseProblems(lines.join('\n')), lines.slice(0, 2))
})

test('folders of the packages are URLs for dnf', t => {
  const places = {root: '/r', database: '/var/lib/rpm', packages: '/r/a b', state: '/s'}
  const plan = dnfTransactionWith({
    repositories: [
      {
        ...{id: 'x', folder: 'x', uri: 'http://x', mirrors: []},
        keys: ['x/keys/1.asc'],
        isSigned: true,
      },
    ],
  })
  const remaining = {install: [], reinstall: [], remove: []}
  t.deepEqual(JSON.parse(renderRequest(places, {plan, remaining})).repositories, [
    {id: 'x', baseurl: 'file:///r/a%20b/x', keys: ['file:///r/a%20b/x/keys/1.asc'], isSigned: true},
  ])
})
