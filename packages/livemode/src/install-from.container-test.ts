// Artifacts of a web server are installed as those of a folder are: whole, verified, signed, or not at all.
import {fetchedName} from '@livemode/bootentry'
import {manifestName, signatureName} from '@livemode/image'
import test from 'ava'
import {gone, imageBytes, install, out, prepareArtifactServer} from '../test/artifact-server.ts'
import {prepareInstallTests} from '../test/install-machine.ts'

const start = prepareInstallTests(test)
const server = prepareArtifactServer(test)

test('goes on where the server was cut off at 40 %, and leaves nothing when it is removed', async t => {
  const machine = await start(t)
  const {url, shell} = server()
  const before = await machine.tree()
  const running = machine.livemode(install(`${url}/slow/`))
  const size = `stat -c %s ${out}/.live-upgrade.img.*.part 2>/dev/null || echo 0`
  await machine.shell(`until test "$(${size})" -ge ${imageBytes * 0.4}; do sleep 0.1; done`)
  await shell(
    'kill -TERM "$(cat /run/nginx.pid)"; while test -e /run/nginx.pid; do sleep 0.1; done',
  )
  const cut = await running
  t.is(cut.code, 1)
  t.regex(
    cut.lines.find(line => line.startsWith('livemode:')) ?? cut.lines.join('\n'),
    /^livemode: http:\/\/[\d.]+\/slow\/live-upgrade\.img (?:breaks off|cannot be reached: the connection is refused)$/,
  )
  const there = Number((await machine.shell(size)).lines[0])
  t.true(there >= imageBytes * 0.4 && there < imageBytes, `${there}`)
  const others = await machine.shell(`ls -A ${out} | grep -v '\\.part$'`)
  t.deepEqual(others.lines, [fetchedName])

  await shell('rm /var/log/bytes; nginx')
  const {code, lines} = await machine.livemode(install(`${url}/good`))
  t.is(code, 0, lines.join('\n'))
  t.deepEqual(
    (await shell('cat /var/log/bytes')).map(line => line.replace(/(json|asc) (\d+) \d+$/, '$1 $2')),
    [
      `/good/${manifestName} 200`,
      `/good/${signatureName} 404`,
      `/good/live-upgrade.img 206 ${imageBytes - there}`,
    ],
  )
  t.is((await machine.livemode('status')).lines[1], 'next boot  the live image')
  const compared =
    'cd /var/lib/fetched && sha256sum live-upgrade.img /var/lib/leapp/live-upgrade.img'
  const sums = (await machine.shell(compared)).lines.map(line => line.slice(0, 64))
  t.is(sums[0], sums[1])

  t.is((await machine.livemode('remove')).lines.at(-1), gone)
  t.deepEqual(await machine.tree(), before)
})

test('what is there is not fetched again', async t => {
  const machine = await start(t)
  const {url, shell} = server()
  const before = await machine.tree()
  t.is((await machine.livemode(install(`${url}/good`))).code, 0)
  await shell('rm /var/log/bytes; nginx -s reopen')
  t.is((await machine.livemode(install(`${url}/good`))).code, 0)
  t.deepEqual(
    await shell('cut -d " " -f 1 /var/log/bytes'),
    [manifestName, signatureName].map(name => `/good/${name}`),
  )
  t.is((await machine.livemode('remove')).lines.at(-1), gone)
  t.deepEqual(await machine.tree(), before)
})

test('from a folder', async t => {
  const machine = await start(t)
  const before = await machine.tree()
  const {code, lines} = await machine.livemode(install('/media/artifacts'))
  t.is(code, 0, lines.join('\n'))
  t.is((await machine.livemode('remove')).lines.at(-1), gone)
  t.deepEqual(await machine.tree(), before)
})

test('what is wrong with it is one sentence, and nothing is left of it', async t => {
  const machine = await start(t)
  const {url, keys} = server()
  await machine.put('/root/good.asc', keys.good)
  const before = await machine.tree()
  const refuse = async (from: string, more = '') => {
    const {code, lines} = await machine.livemode(install(from, more))
    t.is(code, 1, lines.join('\n'))
    await machine.shell(`rmdir ${out} 2>/dev/null`)
    t.deepEqual(await machine.tree(), before, from)
    return lines.find(line => line.startsWith('livemode: '))
  }
  const manifest = (name: string) => `livemode: ${url}/${name}/${manifestName}`
  const trust = '--trust /root/good.asc'
  t.is(
    await refuse(`${url}/good/`, trust),
    `${manifest('good')} is not signed: there is no ${signatureName} beside it`,
  )
  t.is(
    await refuse(`${url}/other`, trust),
    `${manifest('other')} is signed by a key that is not trusted here`,
  )
  t.regex(
    (await refuse(`${url}/changed`, trust)) ?? '',
    /changed\/manifest\.json is not what good \([0-9A-F]{16}\) has signed$/,
  )
  t.is(await refuse(`${url}/page`), `${manifest('page')} is no manifest of a build: it is HTML`)
  t.is(await refuse(`${url}/none`), `${manifest('none')}: there is no manifest of a build`)
  const secret = await machine.livemode(install('http://me:secret@127.0.0.1:1/x'))
  t.is(
    secret.lines[0],
    `livemode: http://127.0.0.1:1/x/${manifestName} cannot be reached: the connection is refused`,
  )
  t.notRegex(secret.lines.join('\n'), /secret/)

  // What was whole stays for the next run, and what is wrong does not.
  const flipped = await machine.livemode(install(`${url}/flipped`))
  t.is(flipped.code, 1)
  t.is(
    flipped.lines.find(line => line.startsWith('livemode: ')),
    `livemode: ${url}/flipped/live-upgrade.img is not what the manifest says: its checksum is another`,
  )
  t.is((await machine.shell(`ls -A ${out} | grep -c live-upgrade`)).lines[0], '0')
  await machine.shell(`rm -r ${out}`)
  t.deepEqual(await machine.tree(), before)
})

test('a folder of trusted keys holds for what is here, too', async t => {
  const machine = await start(t)
  const {url, keys} = server()
  await machine.shell('mkdir -p /etc/livemode/trusted.d')
  await machine.put('/etc/livemode/trusted.d/good.asc', keys.good)
  const before = await machine.tree()
  const local = await machine.livemode('install --engine probe --out /media/artifacts')
  t.deepEqual(local, {
    code: 1,
    lines: [
      `livemode: /media/artifacts/${manifestName} is not signed: there is no ${signatureName} beside it`,
      '  trusted are the keys of /etc/livemode/trusted.d/good.asc',
    ],
  })
  t.deepEqual(await machine.tree(), before)
  const {code, lines} = await machine.livemode(install(`${url}/signed`))
  t.is(code, 0, lines.join('\n'))
  t.is((await machine.livemode(`install --engine probe --out ${out}`)).code, 0)
  t.is((await machine.livemode('remove')).lines.at(-1), gone)
  t.deepEqual(await machine.tree(), before)
  t.deepEqual((await machine.shell('ls -d /run/livemode-keys* 2>/dev/null')).lines, [])
})
