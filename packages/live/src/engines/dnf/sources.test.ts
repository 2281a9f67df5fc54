// The upgraded system has the repositories that its packages came from, and those of others as planned, however often that is done.
import {createHash} from 'node:crypto'
import test from 'ava'
import {dnfTransactionWith} from '../../../test/dnf-transaction.ts'
import {engineContext} from '../../../test/engine-context.ts'
import {startLive} from '../../../test/live-system.ts'
import type {Notes} from '../engine.ts'
import {switchSources} from './sources.ts'

const key = '/etc/pki/rpm-gpg/RPM-GPG-KEY-livemode-baseos-1'
const own = (id: string) => ({
  id,
  files: [
    {path: key, content: 'KEY\n'},
    {path: `/etc/yum.repos.d/livemode-${id}.repo`, content: `[${id}]\nbaseurl=http://x/${id}\n`},
  ],
})
const plan = dnfTransactionWith({
  sources: [{path: '/etc/pki/rpm-gpg/RPM-GPG-KEY-livemode-mapped', content: 'MAPPED\n'}],
  sourceRepositories: [
    {path: '/etc/yum.repos.d/others.repo', id: 'old', options: null},
    {
      path: '/etc/yum.repos.d/others.repo',
      id: 'mapped',
      options: {
        baseurl: 'http://others/9',
        gpgkey: 'file:///etc/pki/rpm-gpg/RPM-GPG-KEY-livemode-mapped',
      },
    },
    {path: '/etc/yum.repos.d/gone.repo', id: 'gone', options: null},
  ],
  targetRepositories: [own('baseos'), own('company')],
})

const others = `# mine
[old]
baseurl=http://user:password@others/el8
enabled=1

[mapped]
mirrorlist=http://others/8/list
gpgkey=file:///etc/pki/old
enabled=1
`

test('what packages have brought stays, what they came from is added, and others change in place', async t => {
  const transaction = JSON.stringify(plan)
  const {live} = startLive(t, {
    source: {
      '/var/lib/leapp/packages/transaction.json': transaction,
      '/etc/yum.repos.d/release.repo': '[baseos]\nenabled=0\n',
      '/etc/yum.repos.d/others.repo': others,
    },
  })
  const notes: Notes[] = []
  const context = engineContext(live, {
    transactionSha256: createHash('sha256').update(transaction).digest('hex'),
    note: (one: Notes) => notes.push(one),
  })
  const expected = {
    'livemode-company.repo': '[company]\nbaseurl=http://x/company\n',
    'others.repo': `# mine
[old]
enabled=0
baseurl=http://user:password@others/el8

[mapped]
baseurl=http://others/9
gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-livemode-mapped
enabled=1
`,
    'release.repo': '[baseos]\nenabled=0\n',
  }
  for (const _ of ['at once', 'once more']) {
    await switchSources(context)
    const folder = '/etc/yum.repos.d'
    const found = live.source
      .list(folder)
      .map(name => [name, live.source.readText(`${folder}/${name}`)])
    t.deepEqual(Object.fromEntries(found), expected)
  }
  t.is(live.source.readText(key), 'KEY\n')
  t.is(live.source.readText('/etc/pki/rpm-gpg/RPM-GPG-KEY-livemode-mapped'), 'MAPPED\n')
  t.deepEqual(notes[0]?.lookAt, [
    'the repository [old] in /etc/yum.repos.d/others.repo is disabled: look for what it has for this release',
  ])
})
