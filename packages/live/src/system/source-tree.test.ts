// The source's files are reached as the source reaches them, never outside of it, and never waited for.
import {execFileSync} from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import test, {type ExecutionContext} from 'ava'
import {SourceTree} from './source-tree.ts'

function sourceOf(
  t: ExecutionContext,
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'livemode-source-')))
  t.teardown(() => rmSync(root, {recursive: true}))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), {recursive: true})
    writeFileSync(join(root, path), text)
  }
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(join(root, dirname(path)), {recursive: true})
    symlinkSync(target, join(root, path))
  }
  return {root, source: new SourceTree(root)}
}

const ways: Readonly<Record<string, string>> = {
  '/etc/a': '/etc/a',
  '/absolute': '/etc/a',
  '/relative': '/etc/a',
  '/out': '/etc/a',
  '/folder/a': '/etc/a',
  '/folder/../usr': '/usr',
  '/missing/below/x': '/missing/below/x',
  '/var/log/leapp': '/srv/log/leapp',
  '/../../etc//./a/': '/etc/a',
  '/': '/',
}

for (const [path, place] of Object.entries(ways)) {
  test(`${path} is ${place}`, t => {
    const {root, source} = sourceOf(
      t,
      {'/etc/a': 'a', '/srv/x': ''},
      {
        '/absolute': '/etc/a',
        '/relative': 'etc/a',
        '/out': '../../../../../etc/a',
        '/folder': '/etc',
        '/var/log': '/srv/log',
      },
    )
    t.is(source.resolve(path), join(root, place).replace(/(?<=.)\/$/, ''))
  })
}

test('a folder, a FIFO, a device, a circle of links and what is too large are no files', t => {
  const {root, source} = sourceOf(
    t,
    {'/etc/a': 'a', '/large': ''},
    {'/circle': '/circle', '/zero': '/dev/zero'},
  )
  execFileSync('mkfifo', [join(root, 'fifo')])
  truncateSync(join(root, 'large'), 64 * 1024 * 1024)
  for (const path of ['/etc', '/fifo', '/zero', '/circle', '/large', '/etc/a/b', '/none']) {
    t.is(source.readText(path), undefined, path)
  }
  t.is(source.readText('/etc/a'), 'a')
  t.throws(() => source.resolve('/circle'), {code: 'ELOOP'})
})

test('what is in a folder, and of what kind', t => {
  const {source} = sourceOf(
    t,
    {'/etc/b': 'b', '/etc/a': 'a'},
    {'/etc/c': '/etc/a', '/etc/d': '/nowhere'},
  )
  t.deepEqual(source.list('/etc'), ['a', 'b', 'c', 'd'])
  t.deepEqual(source.list('/none'), [])
  t.true(source.stat('/etc/c')?.isFile)
  t.true(source.stat('/etc')?.isFolder)
  t.false(source.has('/etc/d'))
})
