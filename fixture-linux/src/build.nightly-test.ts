// Releases are made once, their repositories are closed and signed, and rpm orders their versions as dpkg does.
import {Readable} from 'node:stream'
import type {Container} from '@livemode/container'
import test from 'ava'
import {dnf, openWorkbench, type Workbench} from '../test/workbench.ts'
import {ensureRelease, keyUrl, type ReleaseId, releaseIds, renderRepositoryFile} from './index.ts'
import {renderEvr, toRpmVersion} from './version.ts'

let workbench: Workbench
/** Of the image of release 9, with its dnf. */
let container: Container

test.before(async () => {
  workbench = await openWorkbench()
  container = await workbench.session.start(workbench.images['9'], {name: 'test'})
})
test.after.always(() => workbench[Symbol.asyncDispose]())

for (const id of releaseIds) {
  test(`release ${id} is made only once, and served with its key`, async t => {
    const {session, from, images, server} = workbench
    const lines: string[] = []
    const log = (line: string) => lines.push(line)
    t.is(await ensureRelease(session, {id, from, log}), images[id])
    t.deepEqual(lines, [])
    const argv = ['curl', '--fail', '--silent', keyUrl(server.address, id)]
    const {stdout} = await container.exec(argv)
    t.regex(stdout, /^-----BEGIN PGP PUBLIC KEY BLOCK-----$/m)
  })

  test(`every package of release ${id} finds what it requires`, async t => {
    await t.notThrowsAsync(
      dnf(container, {id, server: workbench.server, argv: ['repoclosure', '--quiet', '--newest']}),
    )
  })

  test(`release ${id} has a module with a default stream`, async t => {
    const {stdout} = await dnf(container, {
      id,
      server: workbench.server,
      argv: ['module', 'list', 'nginx'],
    })
    t.regex(stdout, id === '8' ? /^nginx +1\.22 \[d\]/m : /^nginx +1\.26 \[d\]/m)
  })
}

test('what another key has signed is refused', async t => {
  const repositories = renderRepositoryFile(workbench.server.address).replaceAll(
    keyUrl(workbench.server.address, '$releasever'),
    keyUrl(workbench.server.address, '8'),
  )
  const error = await t.throwsAsync(
    dnf(container, {
      id: '9',
      server: workbench.server,
      repositories,
      argv: ['--setopt=cachedir=/another-cache', 'makecache'],
    }),
  )
  t.regex(error?.message ?? '', /repomd\.xml GPG signature verification error|GPG/)
})

test('rpm orders the versions of a package in both releases as dpkg does', async t => {
  const [old, present] = await Promise.all(releaseIds.map(id => debianVersions(id)))
  const pairs = [...(old ?? [])].flatMap(([name, before]) => {
    const after = present?.get(name)
    return after === undefined || after === before ? [] : [{name, before, after}]
  })
  t.true(pairs.length > 100)
  const compare = async (script: string, versions: readonly (readonly string[])[]) => {
    const input = Readable.from([versions.map(pair => `${pair.join(' ')}\n`).join('')])
    const {stdout} = await container.exec(['sh', '-euc', script], {input})
    return stdout.trim().split('\n')
  }
  const dpkg = await compare(
    'while read -r a b; do if dpkg --compare-versions "$a" lt "$b"; then echo -1; else echo 1; fi; done',
    pairs.map(({before, after}) => [before, after]),
  )
  const rpm = await compare(
    "while read -r a b; do rpm --eval \"%{lua:print(rpm.vercmp('$a', '$b'))}\"; done",
    pairs.map(({before, after}) => [rendered(before, '.el8'), rendered(after, '.el9')]),
  )
  const named = (results: readonly string[]) =>
    pairs.map(({name, before, after}, index) => `${name} ${before} ${after} ${results[index]}`)
  t.deepEqual(named(rpm), named(dpkg))
})

const rendered = (version: string, dist: string) => renderEvr(toRpmVersion(version, dist))

async function debianVersions(id: ReleaseId): Promise<ReadonlyMap<string, string>> {
  const url = `${workbench.server.address}/${id}/debian-packages`
  const {stdout} = await container.exec(['curl', '--fail', '--silent', url])
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map(line => line.split('=') as [string, string]),
  )
}
