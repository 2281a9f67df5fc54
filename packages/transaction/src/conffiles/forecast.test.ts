// What dpkg and ucf will do with changed configuration files is foretold from what they have recorded.
import {createHash} from 'node:crypto'
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parseBrought} from './brought.ts'
import {findChangedConffiles, forecastConffiles} from './forecast.ts'
import {parseConffiles} from './recorded.ts'

const root = 'roots/debian-12-services'
const status = fixture(`${root}/var/lib/dpkg/status`)
const facts = new Map(
  ['/var/lib/dpkg/status', '/var/lib/ucf/hashfile', '/var/lib/ucf/registry'].map(path => [
    path,
    Buffer.from(fixture(`${root}${path}`)),
  ]),
)
const recorded = parseConffiles(status)
const sumOf = (path: string) => recorded.find(one => one.path === path)?.md5 ?? ''
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const present = Object.fromEntries(recorded.map(({path, md5: sum}) => [path, sum]))

const upgrade = ['sudo', 'cron', 'nginx-common', 'openssh-server'].map(name => ({
  package: `${name}:amd64`,
  from: '1',
  to: '2',
}))

const source = (
  conffiles: Record<string, string | null>,
  ucfFiles: Record<string, string> = {},
) => ({
  facts,
  observations: {conffiles: {...present, ...conffiles}, ucfFiles},
})

test('the configuration files of a real status', t => {
  t.true(recorded.length > 50)
  t.deepEqual(
    recorded.filter(one => one.package === 'cron').map(({path}) => path),
    ['/etc/default/cron', '/etc/init.d/cron', '/etc/pam.d/cron'],
  )
  t.deepEqual(
    parseConffiles(
      `Package: a\nConffiles:\n /etc/old ${md5('x')} obsolete\n /etc/new newconffile\n /etc/a ${md5('y')}\n`,
    ),
    [{package: 'a', path: '/etc/a', md5: md5('y')}],
  )
})

test('nothing is foretold of files that are as they were brought', t => {
  t.deepEqual(findChangedConffiles(source({}), {upgrade}), [])
})

test('changed here, in the target, in both, to the same, and deleted', t => {
  const changed = source({
    '/etc/sudoers': md5('mine'),
    '/etc/pam.d/cron': md5('mine'),
    '/etc/nginx/nginx.conf': md5('theirs'),
    '/etc/nginx/mime.types': null,
    '/etc/nginx/fastcgi.conf': null,
    '/etc/init.d/ssh': md5('mine'),
    '/etc/default/cron': md5('mine'),
    // Of a package that the plan does not touch.
    '/etc/php/8.2/fpm/pool.d/www.conf': md5('mine'),
  })
  const brought = new Map([
    ['sudo', new Map([['/etc/sudoers', md5('theirs')]])],
    ['cron', new Map([['/etc/pam.d/cron', sumOf('/etc/pam.d/cron')]])],
    [
      'nginx-common',
      new Map([
        ['/etc/nginx/nginx.conf', md5('theirs')],
        ['/etc/nginx/mime.types', md5('theirs')],
      ]),
    ],
  ])
  t.deepEqual(forecastConffiles(changed, {transaction: {upgrade}, brought}), {
    kept: ['/etc/sudoers'],
    deleted: ['/etc/nginx/mime.types'],
    unknown: ['/etc/init.d/ssh'],
    ucf: [],
  })
})

test('files of ucf, of packages in the plan', t => {
  const sums = {'/etc/ssh/sshd_config': md5('mine'), '/etc/dovecot/dovecot.conf': md5('mine')}
  const forecast = forecastConffiles(source({}, sums), {transaction: {upgrade}, brought: new Map()})
  t.deepEqual(forecast.ucf, ['/etc/ssh/sshd_config'])
})

test('what is found in packages', t => {
  const text = `package a\n${md5('x')} /etc/a b\npackage none\npackage c\n${md5('y')} /etc/c\n`
  t.deepEqual(
    [...parseBrought(text)],
    [
      ['a', new Map([['/etc/a b', md5('x')]])],
      ['none', new Map()],
      ['c', new Map([['/etc/c', md5('y')]])],
    ],
  )
})
