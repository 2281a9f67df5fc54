// Package sources that apt could not read any more after the upgrade are found, and those that it can are not.
import test from 'ava'
import {find} from '../../test/find.ts'
import {factsWith, planFor} from '../../test/planned.ts'

const id = 'sources-unreadable-after'
const key = '/usr/share/keyrings/debian-archive-keyring.gpg'
const other = '/usr/share/keyrings/debian-archive-bookworm-stable.gpg'
const list = (...lines: readonly string[]) =>
  planFor(factsWith({'/etc/apt/sources.list': `${lines.join('\n')}\n`}))

test('two entries for one suite with different keys', t => {
  const deb822 = `Types: deb\nURIs: http://deb.debian.org/debian/\nSuites: bookworm bookworm-updates\nComponents: contrib\nSigned-By: ${other}\n`
  const facts = factsWith({
    '/etc/apt/sources.list': `deb [signed-by=${key}] http://deb.debian.org/debian bookworm main\n`,
    '/etc/apt/sources.list.d/more.sources': deb822,
  })
  t.deepEqual(find(id, planFor(facts)), [
    'warning: entries for the same source name different keys, so that apt would read no source at all: http://deb.debian.org/debian/ trixie (/etc/apt/sources.list, /etc/apt/sources.list.d/more.sources)',
  ])
})

test('entries that become one suite only by the upgrade', t => {
  t.is(
    find(
      id,
      list(
        `deb [signed-by=${key}] http://deb.debian.org/debian bookworm main`,
        `deb [signed-by=${other}] http://deb.debian.org/debian oldstable contrib`,
      ),
    ).length,
    1,
  )
})

test('the same key, none beside it, other suites, and what is disabled', t => {
  const first = `deb [signed-by=${key}] http://deb.debian.org/debian bookworm main`
  for (const second of [
    `deb [signed-by=${key}] http://deb.debian.org/debian bookworm contrib`,
    'deb http://deb.debian.org/debian bookworm contrib',
    `deb [signed-by=${other}] http://deb.debian.org/debian bookworm-updates main`,
    `# deb [signed-by=${other}] http://deb.debian.org/debian bookworm main`,
  ])
    t.deepEqual(find(id, list(first, second)), [], second)
})

test('files that apt does not read, and those that nobody expects it to', t => {
  const withNames = (...names: readonly string[]) =>
    planFor(factsWith({'/.livemode/not-read/etc/apt/sources.list.d': `${names.join('\n')}\n`}))
  t.deepEqual(find(id, withNames('my sources.list', 'docker.repo')), [
    'warning: apt does not read /etc/apt/sources.list.d/docker.repo, /etc/apt/sources.list.d/my sources.list: a name has letters, digits, "_", "-" and "." only, and ends in .list or .sources',
  ])
  t.deepEqual(
    find(
      id,
      withNames('a.list.save', 'a.list~', 'a.sources.dpkg-old', '.a.list.swp', 'a.disabled'),
    ),
    [],
  )
})
