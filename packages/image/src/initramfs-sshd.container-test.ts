// Over ssh the initramfs lets nobody do anything but answer what it asks for, and who does is told what comes of it.
import type {Session} from '@livemode/container'
import test from 'ava'
import {
  authorizedKeys,
  keys,
  type ReachedInitramfs,
  reachInitramfs,
} from '../test/initramfs-sshd.ts'
import {startSession} from '../test/session.ts'

let session: Session
let initramfs: ReachedInitramfs

test.before(async () => {
  session = await startSession()
  initramfs = await reachInitramfs(session)
})
test.after.always(async () => {
  await initramfs?.[Symbol.asyncDispose]()
  await session[Symbol.asyncDispose]()
})

const message = 'Please enter passphrase for disk vault:'
// Asks until it is right, as systemd does for a device.
const untilRight = (passphrase: string) =>
  `until [ "$answer" = "${passphrase}" ]; do answer=$(systemd-ask-password --no-tty "${message}"); echo "$answer"; done`
const tried = 'livemode: the answer is being tried'
const again = 'livemode: that was not the right answer, and it is asked for again'
const goesOn = 'livemode: nothing is asked for any more: the boot goes on'
const nothing = 'livemode: nothing is asked for: not yet, or not any more'
const run = async (script: string) =>
  (await initramfs.sh(`${script}; echo "code $?"`)).trimEnd().split(/\r?\n/)

test.serial('it was built with the keys of the configuration', t => {
  t.is(initramfs.builtKeys, authorizedKeys)
})

test.serial(
  'a line of the input answers a question, and it is said when it was not right',
  async t => {
    const {end} = await initramfs.ask(untilRight('open  sesame '))
    const lines = await run(`printf 'wrong\\nopen  sesame ' | $ssh -T 2>&1`)
    t.deepEqual(lines, [message, tried, again, message, tried, goesOn, 'code 0'])
    t.is(await end, 'wrong\nopen  sesame \n')
  },
)

test.serial('on a terminal it asks, and shows nothing of the answer', async t => {
  const {end} = await initramfs.ask(untilRight('open sesame'))
  const output =
    await initramfs.sh(`mkfifo /srv/typed; $ssh -tt </srv/typed >/srv/shown 2>&1 & client=$!
    exec 3>/srv/typed
    asked() { until [ "$(grep -o '${message}' /srv/shown | wc -l)" -ge $1 ]; do kill -0 $client || return; sleep 0.2; done; }
    asked 1; printf 'wrong\\r' >&3
    asked 2; printf 'open sesame\\r' >&3
    wait $client; echo "code $?" >>/srv/shown; cat /srv/shown`)
  t.is(await end, 'wrong\nopen sesame\n')
  const shown = output.replaceAll('\r', '').split('\n')
  t.deepEqual(
    shown.filter(line => /^(?:livemode:|code)/.test(line)),
    [tried, again, tried, goesOn, 'code 0'],
  )
  t.notRegex(output, /wrong|sesame/)
})

test.serial('several questions are answered in their turn', async t => {
  const ask = (name: string) => `systemd-ask-password --no-tty "${name}:" >/run/${name}`
  const {end} = await initramfs.ask(`${ask('first')} & ${ask('second')} & wait`)
  await initramfs.sh(
    'until [ "$(ls $root/run/systemd/ask-password/ask.* | wc -l)" = 2 ]; do sleep 0.2; done',
  )
  const lines = await run(`printf 'one\\ntwo\\n' | $ssh -T 2>&1`)
  await end
  const answers = await initramfs.sh('cat $root/run/first $root/run/second')
  t.is(answers, lines[0] === 'first:' ? 'one\ntwo\n' : 'two\none\n')
  t.deepEqual(lines.slice(0, 2).toSorted(), ['first:', 'second:'])
})

test.serial('without a question it says so, and whatever is to be run is not', async t => {
  t.deepEqual(await run('$ssh /bin/sh -c "echo open" </dev/null 2>&1'), [nothing, 'code 1'])
})

test.serial('without a line nothing is answered', async t => {
  const {end} = await initramfs.ask(
    `systemd-ask-password --no-tty --timeout=20 "${message}" || echo none`,
  )
  const lines = await run('$ssh -T </dev/null 2>&1')
  t.deepEqual(lines, [message, 'livemode: the input has no line for this', 'code 1'])
  await initramfs.sh('echo last | $ssh -T')
  t.is(await end, 'last\n')
})

const refused: Readonly<Record<string, string>> = {
  'another key': `$(echo "$ssh" | sed 's|${keys.own}|${keys.other}|') true`,
  'no key': '$ssh -o PubkeyAuthentication=no true',
  'another account': '$(echo "$ssh" | sed s/root@/nobody@/) true',
}
for (const [what, command] of Object.entries(refused)) {
  test.serial(`${what} is not let in`, async t => {
    const lines = await run(`${command} 2>&1`)
    t.regex(lines[0] ?? '', /Permission denied \(publickey\)\.$/)
    t.is(lines.at(-1), 'code 255')
  })
}

test.serial('nothing is forwarded', async t => {
  const lines = await run('$ssh -W 127.0.0.1:22 </dev/null 2>&1')
  t.regex(lines.join('\n'), /administratively prohibited/)
  t.is(lines.at(-1), 'code 255')
})

test.serial('its host key is the one that is shown', async t => {
  const shown = await initramfs.sh('ssh-keygen -l -f /srv/known_hosts')
  t.is(shown.split(' ')[1], initramfs.hostKey.fingerprint)
  t.is(await initramfs.sh('stat -c %a $root/etc/livemode-sshd/host_key'), '600\n')
})
