// Interfaces keep their names, where udev of the target would give them others: in this boot, and in the upgraded system.
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join, posix} from 'node:path'
import test from 'ava'
import {startRun} from '../../../test/upgrade-run.ts'
import {keepNames} from './kept-names.ts'
import {takeOverMachineSettings} from './machine-settings.ts'

const card = (name: string, mac: string) => ({
  [`/sys/class/net/${name}/device/vendor`]: '',
  [`/sys/class/net/${name}/addr_assign_type`]: '0\n',
  [`/sys/class/net/${name}/address`]: `${mac}\n`,
})

const interfaces = [
  {name: 'ens192', mac: '52:54:00:12:34:56'},
  {name: 'ens224', mac: '52:54:00:12:34:57'},
  {name: 'lan0', mac: '52:54:00:12:34:58'},
  {name: 'gone0', mac: '52:54:00:12:34:59'},
]

const ofMachine = {
  facts: {interfaces},
  files: {
    ...card('ens192', '52:54:00:12:34:56'),
    ...card('ens224', '52:54:00:12:34:57'),
    ...card('lan0', '52:54:00:12:34:58'),
  },
}

const folder = '/run/systemd/network'

/** What `udevadm info` says of each: the first two are named by our files, and the last by one of the source. */
const properties: Readonly<Record<string, string>> = {
  ens192: `ID_NET_LINK_FILE=${folder}/60-livemode-ens192.link\nID_NET_NAME_PATH=enp11s0\nID_NET_NAME_MAC=enx525400123456\n`,
  ens224: `ID_NET_LINK_FILE=${folder}/60-livemode-ens224.link\nID_NET_NAME_PATH=enp12s0\nID_NET_NAME_SLOT=ens224\n`,
  lan0: `ID_NET_LINK_FILE=${folder}/10-lan.link\nID_NET_NAME_PATH=enp13s0\n`,
}

const programs = {
  udevadm: (argv: readonly string[]) => ({
    stdout: properties[argv.at(-1)?.replace('--path=/sys/class/net/', '') ?? ''] ?? '',
  }),
}

test('every interface of the source has its name by its card, before udev names it', t => {
  const {live, calls, has, read} = startRun(t, ofMachine)
  t.is(takeOverMachineSettings(live), 0)
  t.regex(
    read(`${folder}/60-livemode-ens192.link`),
    /^\[Match\]\nPermanentMACAddress=52:54:00:12:34:56\n\n\[Link\]\nName=ens192$/m,
  )
  t.true(has(`${folder}/60-livemode-gone0.link`))
  t.deepEqual(calls, [
    'udevadm control --reload',
    'udevadm trigger --settle --action=add --subsystem-match=net',
  ])
})

test('the upgraded system keeps the names that it would give otherwise', t => {
  const {live, sourceRoot, read} = startRun(t, {...ofMachine, programs})
  t.is(takeOverMachineSettings(live), 0)
  const file = '/etc/systemd/network/60-livemode-ens192.link'
  const kept = [{name: 'ens192', mac: '52:54:00:12:34:56', otherwise: 'enp11s0', file}]
  t.deepEqual(keepNames(live), kept)
  // Done again, as after a loss of power, it is the same.
  t.deepEqual(keepNames(live), kept)
  t.deepEqual(readdirSync(join(sourceRoot, 'etc/systemd/network')), [posix.basename(file)])
  t.is(readFileSync(join(sourceRoot, file), 'utf8'), read(`${folder}/60-livemode-ens192.link`))
})

for (const [title, situation] of Object.entries({
  'a machine whose interfaces are not known': {...ofMachine, facts: {}},
  'interfaces in the order of the kernel': {...ofMachine, cmdline: 'net.ifnames=0'},
  'names that would be something else in a path': {
    facts: {interfaces: [{name: '../x', mac: '52:54:00:12:34:56'}]},
    files: card('x', '52:54:00:12:34:56'),
  },
})) {
  test(`${title}: nothing changes, here and there`, t => {
    const {live, sourceRoot, calls} = startRun(t, {...situation, programs})
    t.is(takeOverMachineSettings(live), 0)
    t.deepEqual(calls, [])
    t.deepEqual(keepNames(live), [])
    t.false(existsSync(join(sourceRoot, 'etc/systemd')))
  })
}
