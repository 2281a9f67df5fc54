// Everything that a file can be comes through export, filter and mksquashfs as it was.
import {Readable} from 'node:stream'
import {type Container, filterTar, packFiles, type Session} from '@livemode/container'
import test from 'ava'
import {startSession, startToolbox} from '../test/session.ts'
import {planSquashfs, squashfsPath} from './squashfs.ts'

let session: Session
let source: Container
let unpacked: Container

// Above 2^21 a number does not fit into the octal field of a tar header.
const makeFiles = String.raw`
  mkdir --parents /srv/kept/folder && cd /srv/kept
  for mode in 0000 0644 0755 1777 2755 4755 6711 7777; do
    echo $mode >mode-$mode; chmod $mode mode-$mode
    mkdir folder-$mode; chmod $mode folder-$mode
  done
  for owner in 0:42 1000:1000 65534:65534 70000:70001 3000000:3000001 4294967294:2147483648; do
    echo $owner >owner-$owner; chown $owner owner-$owner
  done
  cp /bin/true capable-setuid && setcap cap_setuid+ep capable-setuid
  cp /bin/true capable-net && setcap cap_net_raw=ep capable-net
  cp /bin/true capable-all && setcap all=eip capable-all
  cp /bin/true both && chown 0:5 both && chmod 2755 both && setcap cap_setgid,cap_net_admin+ep both
  mknod null c 1 3; mknod block b 259 70000; mkfifo fifo
  echo linked >hard && ln hard hard-2 && ln hard folder/hard-3
  ln -s hard soft; ln -s /nowhere/at/all dangling; ln -s "$(printf 't%.0s' $(seq 3000))" far
  echo ä >Grüße; echo x >"with space"; echo y >'back\slash'; echo z >"$(printf 'line\nbreak')"
  printf latin >"$(printf 'gr\374n')"
  long=$(printf 'n%.0s' $(seq 200)) && mkdir -p $long/$long && echo deep >$long/$long/$long
  umlauts=$(printf 'ü%.0s' $(seq 100)) && echo u >$umlauts && ln $umlauts hard-umlauts && ln -s $umlauts soft-umlauts
  ln $long/$long/$long hard-long
  : >empty; head -c 512 /dev/urandom >block-512; head -c 5000001 /dev/urandom >large
  truncate --size 3M sparse
  echo old >old; touch --date=1971-02-03T04:05:06Z old
  echo late >late; touch --date=2060-01-02T03:04:05Z late
  # A squashfs knows whole seconds, and the folders' times have changed meanwhile.
  find . -depth ! -name old ! -name late -exec touch --no-dereference --date=2001-02-03T04:05:06Z {} +`

test.before(async () => {
  session = await startSession()
  source = await startToolbox(session)
  await source.exec(['sh', '-euc', makeFiles])
  unpacked = await startToolbox(session)
  const tar = filterTar(await source.exportRoot(), {
    keep: path => `${path}/`.startsWith('srv/'),
    append: () => packFiles([], {modificationTime: new Date(0)}),
  })
  await unpacked.exec(planSquashfs(), {input: Readable.from(tar)})
  await unpacked.exec(['unsquashfs', '-no-progress', '-dest', '/unpacked', squashfsPath])
  await unpacked.exec(['mv', '/unpacked/srv/kept', '/srv/kept'])
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
})

const views: Readonly<Record<string, string>> = {
  'types, modes, owners, sizes, times, targets and numbers of links':
    "find . -printf '%p|%y|%#m|%U:%G|%s|%Ts|%l|%n\\0'",
  'file capabilities': 'getcap -r . | sort',
  'extended attributes, byte by byte':
    'getfattr --recursive --dump --encoding=hex --match=- --physical . | sort',
  'device numbers': 'stat --printf "%n %t:%T\\0" null block',
  'which names are the same file': String.raw`
    find . -type f -links +1 -printf '%i\t%p\n' | sort |
      awk -F '\t' '{names[$1] = names[$1] " " $2} END {for (inode in names) print names[inode]}' | sort`,
  content: 'find . -type f -exec sha256sum {} + | sort',
}

for (const [what, script] of Object.entries(views)) {
  test(what, async t => {
    // Whatever the bytes of a name are: they show.
    const show = `cd /srv/kept; { ${script}; } | LC_ALL=C sort -z | tr '\\0' '\\n' | cat --show-nonprinting`
    const {stdout: before} = await source.exec(['bash', '-euc', show])
    const {stdout: after} = await unpacked.exec(['bash', '-euc', show])
    t.true(before.length > 20, before)
    t.is(after, before)
  })
}

test('there is something of everything', async t => {
  const {stdout: capabilities} = await source.exec(['getcap', '/srv/kept/capable-setuid'])
  t.is(capabilities, '/srv/kept/capable-setuid cap_setuid=ep\n')
  const attribute = ['getfattr', '--only-values', '--name=security.capability']
  const {stdout: value} = await source.exec([
    ...['sh', '-c', `${attribute.join(' ')} /srv/kept/capable-setuid | od -A n -t x1`],
  ])
  t.regex(value, / 80 /)
  const {stdout: names} = await source.exec(['sh', '-c', 'ls -A /srv/kept | wc -l'])
  t.true(Number(names) > 40)
})
