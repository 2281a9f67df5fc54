// The lists of packages, and where apt keeps them and what signs them.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {inReleaseFile, parseIndexTargets} from './index-targets.ts'

const lists = '/facts/var/lib/apt/lists'

test('of each suite', t => {
  const targets = parseIndexTargets(fixture('apt/indextargets'))
  t.deepEqual(
    targets.map(({repository, suite}) => `${repository} ${suite}`),
    [
      'http://deb.debian.org/debian trixie',
      'http://deb.debian.org/debian trixie-updates',
      'http://security.debian.org/debian-security trixie-security',
    ],
  )
  t.deepEqual(targets[0], {
    repository: 'http://deb.debian.org/debian',
    suite: 'trixie',
    key: 'main/binary-amd64/Packages',
    file: `${lists}/deb.debian.org_debian_dists_trixie_main_binary-amd64_Packages`,
  })
  t.deepEqual(targets.map(inReleaseFile), [
    `${lists}/deb.debian.org_debian_dists_trixie_InRelease`,
    `${lists}/deb.debian.org_debian_dists_trixie-updates_InRelease`,
    `${lists}/security.debian.org_debian-security_dists_trixie-security_InRelease`,
  ])
})

test('lists of something else are left out', t => {
  t.deepEqual(parseIndexTargets('Translations http://x/ y z /f\nPackages\n\n'), [])
})
