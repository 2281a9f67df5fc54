// The target's repositories as apt reads them.
import {targets} from '@livemode/userspace'
import test from 'ava'
import {renderTargetSources} from './target-sources.ts'

test('a paragraph for each repository', t => {
  const {repositories} = targets['debian-13'].archive
  t.is(
    renderTargetSources(repositories, {architectures: ['amd64', 'i386']}),
    `Types: deb
URIs: http://deb.debian.org/debian
Suites: trixie trixie-updates
Components: main contrib non-free non-free-firmware
Architectures: amd64 i386
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://security.debian.org/debian-security
Suites: trixie-security
Components: main contrib non-free non-free-firmware
Architectures: amd64 i386
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`,
  )
})
