// A path that two packages have is a conflict where dpkg would make it one, and only there.
import test from 'ava'
import {factsWith, planFor} from '../../test/planned.ts'
import {findClashes, mergedPath, parseRelations} from './clashes.ts'
import {planKeptFiles} from './kept-files.ts'

const archive = (name: string) => ({
  package: `${name}:amd64`,
  version: '2',
  path: `debian/pool/${name}.deb`,
  bytes: 1,
  sha256: '0'.repeat(64),
})
const kodiBin = {package: 'kodi-bin:amd64', version: '1'}
const kept = (
  paths: readonly string[],
  diversions: {path: string; package: string | null}[] = [],
) => ({
  packages: [{...kodiBin, paths: [...paths]}],
  diversions,
})
const kodi = {archive: archive('kodi'), path: '/usr/bin/kodi'}

test('the same path in a package that comes and in one that stays', t => {
  t.deepEqual(findClashes([kodi], kept(['/usr/bin/kodi', '/usr/share/doc/kodi-bin'])), [
    {...kodi, owner: kodiBin},
  ])
  t.deepEqual(findClashes([kodi], kept(['/usr/bin/kodi.bin'])), [])
})

test('the same place by a merged /usr', t => {
  t.is(mergedPath('/bin/kodi'), '/usr/bin/kodi')
  t.is(mergedPath('/lib64/x'), '/usr/lib64/x')
  t.is(mergedPath('/library/x'), '/library/x')
  t.is(findClashes([kodi], kept(['/bin/kodi'])).length, 1)
})

test('what one of the two has diverted is none, what the administrator has is', t => {
  const paths = ['/usr/bin/kodi']
  const diverted = (by: string | null) => kept(paths, [{path: '/usr/bin/kodi', package: by}])
  t.deepEqual(findClashes([kodi], diverted('kodi-bin')), [])
  t.deepEqual(findClashes([kodi], diverted('kodi')), [])
  t.is(findClashes([kodi], diverted('other')).length, 1)
  t.is(findClashes([kodi], diverted(null)).length, 1)
})

test('a package and itself for another architecture are no two', t => {
  const own = {archive: archive('kodi-bin'), path: '/usr/bin/kodi'}
  t.deepEqual(findClashes([own], kept(['/usr/bin/kodi'])), [])
})

test('what a package replaces', t => {
  t.deepEqual(parseRelations('aa, bb (<< 1:2-3~), cc:any (= 1),\n dd (>>2)'), [
    {name: 'aa'},
    {name: 'bb', version: {operator: '<<', than: '1:2-3~'}},
    {name: 'cc', version: {operator: '=', than: '1'}},
    {name: 'dd', version: {operator: '>>', than: '2'}},
  ])
  t.deepEqual(parseRelations(''), [])
})

test('what stays has its paths, whatever its list is called, and diversions have their owners', t => {
  const local = (name: string) =>
    `\n\nPackage: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n`
  const facts = factsWith(
    {
      '/var/lib/dpkg/info/local-a.list': '/usr/bin/a\n/usr/share/a b\n',
      '/var/lib/dpkg/info/local-b:amd64.list': '/usr/bin/b\n',
      '/var/lib/dpkg/info/bash.list': '/bin/bash\n',
      '/var/lib/dpkg/diversions': '/bin/sh\n/bin/sh.distrib\ndash\n/x\n/x.y\n:\n',
    },
    status => status.trimEnd() + local('local-a') + local('local-b'),
  )
  const {packages, diversions} = planKeptFiles(planFor(facts))
  t.deepEqual(
    packages.filter(one => one.package.startsWith('local-')),
    [
      {package: 'local-a:amd64', version: '1', paths: ['/usr/bin/a', '/usr/share/a b']},
      {package: 'local-b:amd64', version: '1', paths: ['/usr/bin/b']},
    ],
  )
  t.false(packages.some(one => one.package === 'bash:amd64'))
  t.deepEqual(diversions, [
    {path: '/bin/sh', package: 'dash'},
    {path: '/x', package: null},
  ])
})
