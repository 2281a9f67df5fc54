// What an upgrade can be taken back to is told, asked for, and let go of, by the machine itself.
import test from 'ava'
import {type InstallMachine, prepareInstallTests} from '../test/install-machine.ts'

const start = prepareInstallTests(test)

/** Has the machine be one that has been upgraded: a snapshot that is whole, and the record of a run that has succeeded. */
async function upgrade(machine: InstallMachine): Promise<void> {
  const {code, lines} = await machine.livemode('install --engine probe --out /media/artifacts')
  if (code !== 0) throw new Error(lines.join('\n'))
  const installation = (await machine.shell('cat /etc/livemode/installation')).lines[0] ?? ''
  const snapshot = {
    ...{version: 1, installation, kind: 'copy', source: 'Debian GNU/Linux 12 (bookworm)'},
    ...{tops: ['/'], pieces: [{path: '/etc/of-the-source', inode: '0'}], folders: [], own: []},
    ...{elsewhere: [], sectors: [], variables: {}},
    leftOut: [{path: '/var/lib/postgresql', why: '2000 MB'}],
  }
  const run = {
    ...{version: 1, installation, buildId: '0123456789abcdef', source: '', engine: 'probe'},
    ...{phase: 'verify', changed: false, tries: 1, armedBy: 'live', outcome: 'success', reason: ''},
  }
  await machine.put('/.livemode-before/snapshot.json', JSON.stringify(snapshot))
  await machine.put('/.livemode-before/linked', '')
  await machine.put('/.livemode-before/before/etc/of-the-source', 'x'.repeat(4_000_000))
  await machine.put('/etc/livemode/run.json', JSON.stringify(run))
  // As GRUB does when it has booted the entry.
  await machine.shell('grub-editenv - unset next_entry; touch /etc/livemode/run.json; sleep 1')
  await machine.shell('echo later >/etc/of-the-source')
}

const next = (machine: InstallMachine) => machine.shell('grub-editenv list | grep next_entry')

test('a rollback tells what it costs, is asked for, and armed', async t => {
  const machine = await start(t)
  const refusal = 'livemode: there is no snapshot that this machine could be taken back to'
  t.is((await machine.livemode('rollback --yes')).lines.at(-1), refusal)
  await upgrade(machine)
  const status = await machine.livemode('status')
  t.regex(
    status.lines.find(line => line.startsWith('way back')) ?? '',
    /^way back {3}to Debian GNU\/Linux 12 \(bookworm\) as it was on \S+, takes 4 MB \(livemode rollback; livemode commit lets go of it\)$/,
  )
  const unasked = await machine.livemode('rollback')
  t.is(unasked.code, 2)
  t.is((await machine.shell('ls /etc/livemode/rollback')).code, 2)

  const {code, lines} = await machine.livemode('rollback --yes')
  t.is(code, 0, lines.join('\n'))
  for (const line of [
    'This machine becomes Debian GNU/Linux 12 (bookworm) again at its next boot, as it was before its upgrade.',
    'Written since the upgrade, and lost: /etc/of-the-source.',
    'Not in the snapshot, and left as it is now: /var/lib/postgresql (2000 MB).',
    'reboot this machine to take it back',
  ])
    t.true(lines.includes(line), lines.join('\n'))
  t.deepEqual((await next(machine)).lines, ['next_entry=livemode-upgrade'])
  t.true(
    (await machine.livemode('status')).lines.includes(
      'next boot  the live image, which takes this machine back',
    ),
  )
  t.is((await machine.shell('cmp /etc/livemode/installation /etc/livemode/rollback')).code, 0)
  const commit = await machine.livemode('commit')
  t.is(commit.code, 3)
  t.is(commit.lines[0], 'livemode: the upgrade is half-way, and only the live image can end it')
})

test('without the live image nothing is taken back, and nothing is asked for', async t => {
  const machine = await start(t)
  await upgrade(machine)
  await machine.shell('rm /boot/livemode/livemode-initramfs.img')
  const {code, lines} = await machine.livemode('rollback --yes')
  t.is(code, 3)
  t.is(
    lines.at(-1),
    'livemode: /boot/livemode/livemode-initramfs.img is gone, and only the live image can take this machine back',
  )
  t.is((await machine.shell('ls /etc/livemode/rollback')).code, 2)
})

test('what is let go of is gone, and with remove, too', async t => {
  const machine = await start(t)
  for (const [command, last] of [
    ['commit', 'the upgrade is final: nothing of it can be taken back any more'],
    ['remove', 'the upgrade cannot be taken back any more: its snapshot is removed'],
  ] as const) {
    await upgrade(machine)
    const {code, lines} = await machine.livemode(command)
    t.is(code, 0, lines.join('\n'))
    t.is(lines.at(-1), last)
    t.is((await machine.shell('ls -d /.livemode-before')).code, 2)
    t.deepEqual((await machine.shell('ls /boot/livemode')).code, 2)
    t.regex((await machine.livemode('status')).lines[0] ?? '', /^installed {2}nothing/)
  }
  t.is((await machine.livemode('commit')).lines.at(-1), 'there is nothing to let go of')
})

test('what is half-way, or on trial, is not let go of', async t => {
  const machine = await start(t)
  await upgrade(machine)
  await machine.shell(`sed -i 's/"changed":false/"changed":true/' /etc/livemode/run.json`)
  t.is((await machine.livemode('commit')).code, 3)
  await machine.shell(
    `sed -i 's/"changed":true/"changed":false/' /etc/livemode/run.json; echo '{}' >/etc/livemode/trial.json`,
  )
  const {code, lines} = await machine.livemode('commit')
  t.is(code, 3)
  t.is(lines[0], 'livemode: the upgraded system has not come up yet')
  t.is((await machine.shell('ls -d /.livemode-before')).code, 0)
})
