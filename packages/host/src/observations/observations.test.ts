// What is seen on a root is what is there, and what is seen can be written down and read again.
import {createHash} from 'node:crypto'
import {mkdirSync, rmdirSync} from 'node:fs'
import {join} from 'node:path'
import test from 'ava'
import {makeRoot} from '../../test/root.ts'
import {parseConffilePaths, parseUcfHashes} from './checksums.ts'
import {parseImmutable} from './immutable-files.ts'
import {noObservations, parseObservations} from './observations.ts'
import {readSourceState} from './read.ts'
import {parseKeyTypes} from './ssh-keys.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

test('a root with something of everything', async t => {
  const root = makeRoot(t, {
    files: {
      '/var/lib/dpkg/status': `Package: a\nStatus: install ok installed\nConffiles:\n /etc/a ${md5('a')}\n /etc/b ${md5('b')}\n /etc/with space ${md5('c')} obsolete\nDescription: x\n /no ${'0'.repeat(31)}\n`,
      '/etc/a': 'changed',
      '/etc/with space': 'c',
      '/var/lib/ucf/hashfile': `${md5('u')}  /etc/u\n`,
      '/etc/u': 'u',
      '/etc/postgresql/15/main/postgresql.conf': '',
      '/etc/postgresql/15/broken/other': '',
      '/srv/app/pyvenv.cfg': 'home = /usr/bin\nversion = 3.11.2\n',
      '/srv/app/lib/inner/pyvenv.cfg': 'home = /usr/bin\nversion = 3.11.2\n',
      '/home/u/.cache/x/pyvenv.cfg': 'home = /usr/bin\nversion = 3.11.2\n',
      '/opt/t/pyvenv.cfg': 'home = /opt/python/bin\nversion_info = 3.12.1.final.0\n',
      '/tmp/a/b': '12345',
      '/tmp/systemd-private-1-x.service-y/tmp/c': '1',
      '/usr/sbin/policy-rc.d': '',
      '/var/lib/dpkg/info/a.list': '/.\n/home\n/etc/a\n',
      '/data/home/x': '',
    },
    links: {'/home2': '/data/home', '/etc/systemd/system/tmp.mount': '/dev/null'},
  })
  const {observations} = await readSourceState({root})
  const {pythonVenvs, temporaryFiles} = observations
  t.deepEqual(observations.conffiles, {
    '/etc/a': md5('changed'),
    '/etc/b': null,
    '/etc/with space': md5('c'),
  })
  t.deepEqual(observations.ucfFiles, {'/etc/u': md5('u')})
  t.deepEqual(observations.postgresqlClusters, [{version: '15', name: 'main'}])
  t.deepEqual(pythonVenvs, {
    found: [
      {path: '/opt/t', version: '3.12.1.final.0', home: '/opt/python/bin'},
      {path: '/srv/app', version: '3.11.2', home: '/usr/bin'},
    ],
    isComplete: true,
  })
  t.deepEqual(temporaryFiles, {files: 1, bytes: 5, examples: ['/tmp/a/b']})
  t.true(observations.hasPolicyRcD)
  t.true(observations.decidesTmpMount)
  t.deepEqual(
    parseObservations(JSON.stringify(observations), {file: 'observations.json'}),
    observations,
  )
})

test('an empty root', async t => {
  const root = makeRoot(t, {})
  mkdirSync(join(root, 'x'))
  rmdirSync(join(root, 'x'))
  const {facts, observations} = await readSourceState({root})
  t.is(facts.size, 0)
  t.deepEqual(observations, {...noObservations, failedUnits: null, listeningPorts: null})
})

test('observations of something else', t => {
  const text = JSON.stringify({...noObservations, conffiles: {'/etc/a': 'no sum'}})
  t.throws(() => parseObservations(text, {file: 'o.json'}), {message: /^o\.json:1:/})
})

test('the forms of dpkg and ucf', t => {
  t.deepEqual(parseConffilePaths(' /etc/new newconffile\n /etc/a b\n'), ['/etc/new'])
  t.deepEqual([...parseUcfHashes(`${md5('a')}  /etc/a\nbroken\n`)], [['/etc/a', md5('a')]])
})

test('what lsattr says', t => {
  const text =
    '--------------e------- /usr/bin/wget\n----i---------e------- /etc/a b\n-----a--------e------- /var/log/x\n'
  t.deepEqual(parseImmutable(text), ['/etc/a b', '/var/log/x'])
})

test('keys with options, comments and lines that are none', t => {
  const text =
    '# ssh-dss AAAAB3 x\nssh-ed25519 AAAAC3Nz a@b\ncommand="x ssh-rsa" ssh-dss AAAAB3Nz\nsk-ssh-ed25519@openssh.com AAAAGnNr\nnonsense\n'
  t.deepEqual(parseKeyTypes(text), ['ssh-ed25519', 'ssh-dss', 'sk-ssh-ed25519@openssh.com'])
})
