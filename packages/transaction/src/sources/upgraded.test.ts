// The distribution's entries get the target's suites, those of others are disabled, and all else stays as it is written.
import {type DebianTarget, targets} from '@livemode/userspace'
import test from 'ava'
import {planSources} from './upgraded.ts'

const target = targets['debian-13']
const note = 'Disabled by the upgrade to Debian 13: look for what it has for this release.'

const upgraded = (files: Readonly<Record<string, string>>, to: DebianTarget = target) =>
  planSources(new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])), to)

const oneLine = (text: string, to?: DebianTarget) =>
  upgraded({'/etc/apt/sources.list': text}, to).files[0]?.content ?? 'as it is'

const deb822 = (text: string, to?: DebianTarget) =>
  upgraded({'/etc/apt/sources.list.d/a.sources': text}, to).files[0]?.content ?? 'as it is'

test('one-line: every suite of the release, with its options and comments', t => {
  t.is(
    oneLine(`# the installer's
deb http://deb.debian.org/debian bookworm main non-free-firmware
deb-src http://deb.debian.org/debian bookworm main
deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]  https://mirror.example.org/debian/ bookworm-updates main # mine
\tdeb http://security.debian.org bookworm-security main
deb http://ftp.example.org/debian bookworm-backports main
deb http://ftp.example.org/debian oldstable main
# deb http://deb.debian.org/debian bookworm contrib
`),
    `# the installer's
deb http://deb.debian.org/debian trixie main non-free-firmware
deb-src http://deb.debian.org/debian trixie main
deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]  https://mirror.example.org/debian/ trixie-updates main # mine
\tdeb http://security.debian.org trixie-security main
deb http://ftp.example.org/debian trixie-backports main
deb http://ftp.example.org/debian trixie main
# deb http://deb.debian.org/debian bookworm contrib
`,
  )
})

test('deb822: lines that end as on Windows', t => {
  const source = (suites: string) =>
    `Types: deb\r\nURIs: http://deb.debian.org/debian\r\nSuites: ${suites}\r\nComponents: main\r\n`
  const two = `${source('bookworm\r\n bookworm-updates')}\r\n${source('bookworm-backports')}`
  t.is(deb822(two), `${source('trixie trixie-updates')}\r\n${source('trixie-backports')}`)
})

test('deb822: suites, and the fields around them', t => {
  t.is(
    deb822(`# the distribution
Types: deb deb-src
URIs: http://deb.debian.org/debian
Suites: bookworm bookworm-updates
 bookworm-backports bookworm-backports-sloppy
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg


Types: deb
URIs: mirror+file:///etc/apt/mirrors/debian-security.list
Suites: bookworm-security
Components: main
`),
    `# the distribution
Types: deb deb-src
URIs: http://deb.debian.org/debian
Suites: trixie trixie-updates trixie-backports
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg


Types: deb
URIs: mirror+file:///etc/apt/mirrors/debian-security.list
Suites: trixie-security
Components: main
`,
  )
})

const others = {
  'other components': 'https://download.docker.com/linux/debian bookworm stable',
  'another folder': 'https://packages.sury.org/php/ bookworm main',
  'a key of its own':
    '[signed-by=/etc/apt/keyrings/x.asc] https://repo.example.org/debian bookworm main',
  'a suite of its own': 'http://apt.postgresql.org/pub/repos/apt bookworm-pgdg main',
  'a suite for all releases': 'https://deb.nodesource.com/node_20.x nodistro main',
  'a flat repository': 'https://pkg.example.org/deb ./',
  'a CD': 'cdrom:[Debian GNU/Linux 12.0.0 _Bookworm_ - Official amd64]/ bookworm main',
}

for (const [name, line] of Object.entries(others)) {
  test(`third-party by ${name} is disabled with a note`, t => {
    t.is(oneLine(`deb ${line}\n`), `# ${note}\n# deb ${line}\n`)
    t.is(upgraded({'/etc/apt/sources.list': `deb ${line}\n`}).thirdParty.length, 1)
  })
}

test('third-party in deb822 is disabled, once', t => {
  const paragraph = (
    enabled: string,
  ) => `# x\nTypes: deb\n${enabled}URIs: https://repo.example.org/debian
Suites: bookworm
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 -----END PGP PUBLIC KEY BLOCK-----
`
  const disabled = `# ${note}\n# x\nTypes: deb\nEnabled: no\n`
  const own = paragraph('').replace('bookworm\n', 'bookworm-own\n')
  t.is(deb822(own), own.replace('# x\nTypes: deb\n', disabled))
  const enabled = paragraph('Enabled: yes\n').replace('bookworm\n', 'bookworm-own\n')
  t.is(deb822(enabled), enabled.replace('# x\nTypes: deb\nEnabled: yes\n', disabled))
  t.is(deb822(paragraph('Enabled: no\n')), 'as it is')
})

test('what needs no change is not written', t => {
  t.is(oneLine('deb http://deb.debian.org/debian trixie main\n'), 'as it is')
  t.is(oneLine('deb http://deb.debian.org/debian stable main\n'), 'as it is')
  t.is(oneLine('# nothing\n\nnonsense\n'), 'as it is')
})

const {'debian-12': older} = targets

test('a release that is no longer the newest: its names of today', t => {
  t.is(
    oneLine(
      `deb http://deb.debian.org/debian bullseye main
deb http://security.debian.org/debian-security bullseye-security main
deb http://deb.debian.org/debian oldoldstable-updates main
deb http://deb.debian.org/debian stable main
deb http://deb.debian.org/debian oldstable main
deb http://deb.debian.org/debian trixie main
`,
      older,
    ),
    `deb http://deb.debian.org/debian bookworm main
deb http://security.debian.org/debian-security bookworm-security main
deb http://deb.debian.org/debian bookworm-updates main
deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian oldstable main
# Disabled by the upgrade to Debian 12: look for what it has for this release.
# deb http://deb.debian.org/debian trixie main
`,
  )
})

test('a component that the target has parted', t => {
  t.is(
    oneLine(
      `deb http://deb.debian.org/debian bullseye main contrib non-free # mine
deb http://deb.debian.org/debian bullseye-updates main non-free
deb http://deb.debian.org/debian bookworm non-free non-free-firmware
deb http://deb.debian.org/debian bullseye main contrib
`,
      older,
    ),
    `deb http://deb.debian.org/debian bookworm main contrib non-free non-free-firmware # mine
deb http://deb.debian.org/debian bookworm-updates main non-free non-free-firmware
deb http://deb.debian.org/debian bookworm non-free non-free-firmware
deb http://deb.debian.org/debian bookworm main contrib
`,
  )
  t.is(
    deb822(
      `Types: deb
URIs: http://deb.debian.org/debian
Suites: bullseye
Components: main
 non-free
Enabled: yes
`,
      older,
    ),
    `Types: deb
URIs: http://deb.debian.org/debian
Suites: bookworm
Components: main non-free non-free-firmware
Enabled: yes
`,
  )
  const {components} = upgraded(
    {'/etc/apt/sources.list': 'deb http://deb.debian.org/debian bullseye main non-free\n'},
    older,
  )
  t.deepEqual(components, ['main', 'non-free', 'non-free-firmware'])
})

test('the components that are used', t => {
  const {components} = upgraded({
    '/etc/apt/sources.list':
      'deb http://deb.debian.org/debian bookworm main contrib\ndeb https://x.example.org/apt bookworm own\n',
    '/etc/apt/sources.list.d/a.sources':
      'Types: deb\nURIs: http://deb.debian.org/debian\nSuites: bookworm\nComponents: main non-free\nEnabled: no\n',
  })
  t.deepEqual(components, ['main', 'contrib'])
})

test('a file with a secret in it stays, and is told of', t => {
  const path = '/etc/apt/sources.list'
  const sources = upgraded({
    [path]: 'deb https://redacted@mirror.example.org/debian bookworm main\n',
  })
  t.deepEqual([sources.files, sources.secretFiles], [[], [path]])
})
