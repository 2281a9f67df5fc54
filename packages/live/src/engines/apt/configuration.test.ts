// apt of the live system acts on the source, with nothing of the source's own configuration.
import test from 'ava'
import {dpkgArguments, renderAptConfiguration, renderSourcesList} from './configuration.ts'

const where = {
  root: '/run/upgrade',
  packages: '/run/upgrade/var/lib/leapp/packages',
  state: '/run/upgrade/var/lib/leapp/packages/apt',
  configuration: '/run/livemode/apt/apt.conf',
  sourcesList: '/run/livemode/apt/sources.list',
}
const signedBy = '/usr/share/keyrings/debian-archive-keyring.gpg'

test('state and database are the source’s, programs the live system’s, and clocks do not matter', t => {
  const options = {
    architectures: ['amd64', 'i386'],
    dpkgOptions: ['--path-exclude=/usr/share/man/*'],
  }
  const lines = renderAptConfiguration(where, options).split('\n')
  for (const line of [
    'Dir "/run/upgrade";',
    'Dir::State::status "/run/upgrade/var/lib/dpkg/status";',
    'Dir::State::lists "/run/upgrade/var/lib/leapp/packages/apt/lists/";',
    'Dir::Bin::methods "/usr/lib/apt/methods";',
    'Dir::Etc::main "/dev/null";',
    'Dir::Etc::parts "/dev/null";',
    'Dir::Etc::preferencesparts "/dev/null";',
    'Dir::Etc::sourceparts "/dev/null";',
    'APT::Architecture "amd64";',
    'APT::Architectures { "amd64"; "i386"; };',
    'Acquire::CompressionTypes::xz "none";',
    'Acquire::Check-Valid-Until "false";',
    'DPkg::Options { "--root=/run/upgrade"; "--log=/run/upgrade/var/log/dpkg.log"; "--force-confdef"; "--force-confold"; "--path-exclude=/usr/share/man/*"; };',
  ]) {
    t.true(lines.includes(line), line)
  }
})

test('dpkg is told what the source does not want unpacked: it reads the live system’s configuration alone', t => {
  t.deepEqual(dpkgArguments('/x', ['--path-include=/usr/share/doc/a']), [
    '--root=/x',
    '--log=/x/var/log/dpkg.log',
    '--force-confdef',
    '--force-confold',
    '--path-include=/usr/share/doc/a',
  ])
})

test('each suite is read from the folder of its repository, by its own key', t => {
  const repositories = [
    {
      folder: 'debian',
      uri: 'http://x/debian',
      suites: ['trixie', 'trixie-updates'],
      components: ['main', 'contrib'],
      signedBy,
    },
    {
      folder: 'security',
      uri: 'http://x/security',
      suites: ['trixie-security'],
      components: ['main'],
      signedBy,
    },
  ]
  const options = `[signed-by=${signedBy} arch=amd64,i386]`
  t.is(
    renderSourcesList(where, {repositories, architectures: ['amd64', 'i386']}),
    [
      `deb ${options} file:${where.packages}/debian trixie main contrib`,
      `deb ${options} file:${where.packages}/debian trixie-updates main contrib`,
      `deb ${options} file:${where.packages}/security trixie-security main`,
      '',
    ].join('\n'),
  )
})
