// From which minor releases an upgrade leads on, and to which: what the target publishes, and what has no minor release.
import type {Host} from '@livemode/host'
import {targets} from '@livemode/userspace'
import test from 'ava'
import {plain, testFindings} from '../../../test/enterprise-linux.ts'
import {checkPath} from '../index.ts'

const of = (id: string, versionId: string): Host => ({
  ...plain,
  os: {id, idLike: ['rhel', 'centos', 'fedora'], versionId},
})

testFindings({
  'RHEL 8.9 has to be updated before': {
    given: {host: of('rhel', '8.9')},
    findings: [
      [
        'inhibitor minor-release-without-path',
        'no path leads from rhel 8.9 to Enterprise Linux 9: there is one from 8.10',
        'update this machine to 8.10 first: subscription-manager release --set=8.10, dnf upgrade, and reboot',
      ],
    ],
  },
  'so has Rocky 8.6, which is not registered': {
    given: {host: of('rocky', '8.6')},
    findings: [
      [
        'inhibitor minor-release-without-path',
        'no path leads from rocky 8.6 to Enterprise Linux 9: there is one from 8.10',
        'update this machine to 8.10 first: dnf upgrade, and reboot',
      ],
    ],
  },
  'a release that is not known yet': {
    given: {host: of('almalinux', '8.11')},
    findings: [
      [
        'inhibitor minor-release-without-path',
        'no path leads from almalinux 8.11 to Enterprise Linux 9: there is one from 8.10',
        'look for a newer livemode, which may know a path from it',
      ],
    ],
  },
  'RHEL 8.10': {given: {host: of('rhel', '8.10')}, findings: []},
  'CentOS Stream 8 has no minor releases': {given: {host: of('centos', '8')}, findings: []},
  'neither has a rebuild that nothing is known of': {
    given: {host: of('other', '8.1')},
    findings: [],
  },
  'an image of a release that RHEL 8.10 does not lead to': {
    given: {
      host: of('rhel', '8.10'),
      imageName: 'Red Hat Enterprise Linux 9.5 (Plow)',
    },
    findings: [
      [
        'inhibitor minor-release-without-path',
        'the image is one of Red Hat Enterprise Linux 9.5 (Plow), and rhel 8.10 leads to 9.6, 9.8, 9.9',
        'build it from the repositories of 9.9 (repositories)',
      ],
    ],
  },
  'an image of one that it leads to': {
    given: {host: of('rhel', '8.10'), imageName: 'Red Hat Enterprise Linux 9.6 (Plow)'},
    findings: [],
  },
  'an image of CentOS Stream': {
    given: {host: of('centos', '8'), imageName: 'CentOS Stream 9'},
    findings: [],
  },
})

test('whoever asks about the path alone is told so, too', t => {
  const target = targets['el-9']
  const ids = (versionId: string) =>
    checkPath({host: of('rhel', versionId), target}).map(({id}) => id)
  t.deepEqual(ids('8.6'), ['minor-release-without-path'])
  t.deepEqual(ids('8.10'), [])
})
