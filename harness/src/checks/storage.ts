import {dirname} from 'node:path'
import {startDeadline} from '../deadline.ts'
import {storage} from '../disks/devices/storage.ts'
import {limits} from '../limits.ts'
import {ask, type Check, demand, demandEqual, log, type Subject} from './check.ts'
import {waitForScreen} from './consoles.ts'

const raidName = storage.raid.name

export const fileSystems = {
  description: "all of the source's file systems are mounted below the source root, and swap is on",
  run: async subject => {
    const {sourceRoot, source} = subject
    const proofs = []
    for (const {line, marker} of source.mounts ?? []) {
      const [, where = ''] = line.split(' ')
      if (marker === undefined) continue
      const found = await ask(
        subject,
        `findmnt --noheadings --output FSTYPE --mountpoint '${sourceRoot}${where}'`,
      )
      const text = await ask(subject, `cat '${sourceRoot}${where}/marker'`)
      demandEqual(where, {found: text, expected: marker})
      proofs.push(`${where} (${found}, ${marker})`)
    }
    demand(proofs.length > 0, 'the source has no further file systems')
    const swap = await ask(subject, 'swapon --noheadings --show=NAME,SIZE')
    demand(swap !== '', 'no swap is on')
    return [
      `mounted below ${sourceRoot}: ${proofs.join(', ')}`,
      `swap is on: ${swap.replace(/\s+/g, ' ')}`,
    ]
  },
} satisfies Check

export const brokenDevices = {
  description: 'a broken and a missing device do not stop the boot, and are named in the log',
  run: async subject => {
    const {source} = subject
    const proofs = []
    for (const {line, marker} of source.mounts ?? []) {
      const [spec, where, type] = line.split(' ')
      if (marker !== undefined || type === 'swap') continue
      await demandLogged(subject, `livemode: not mounted: ${where} (${spec})`)
      proofs.push(`${where} (${spec}) is not there, and the log says so`)
    }
    demand(proofs.length > 0, 'the source has no broken device')
    return proofs
  },
} satisfies Check

export const missingRoot = {
  description:
    "without the source's root nothing is upgraded, and the report beside the image says why",
  run: async subject => {
    const {source, sourceRoot, image} = subject
    const root = source.partitions.find(({mount}) => mount === '/')
    const reason = `the source’s root file system (UUID=${root?.uuid}) is not mounted at ${sourceRoot}`
    const folder = dirname(`/run/initramfs/live${image.path}`)
    const {result, reason: told} = JSON.parse(
      await ask(subject, `cat ${folder}/upgrade-result.json`),
    )
    demandEqual('the result beside the image', {
      found: `${result}: ${told}`,
      expected: `failure: ${reason}`,
    })
    await ask(subject, `grep --quiet 'nothing is upgraded' ${folder}/leapp-upgrade.log`)
    const {code, stdout} = await subject.machine.run(
      'upgrade 2>&1',
      startDeadline(limits.upgrade, 'upgrade, started by hand'),
    )
    demandEqual('the exit code of upgrade', {found: `${code}`, expected: '1'})
    await waitForScreen(subject, 1, `livemode: nothing is upgraded: ${reason}`)
    await subject.screenshot('tty1')
    return [`result and log beside the image, and tty1: ${reason}`, stdout.trim()]
  },
} satisfies Check

export const devices = {
  description: 'LVM, MD RAID, LUKS and multipath work as in an installed system',
  run: async subject => {
    const lvm = await ask(
      subject,
      'lvs --noheadings --options lv_full_name,lv_active --separator " "',
    )
    const raid = await ask(subject, 'cat /proc/mdstat | grep "^md"')
    const luks = await ask(subject, 'dmsetup ls --target crypt')
    const multipath = await ask(subject, 'dmsetup ls --target multipath')
    const paths = await ask(subject, 'multipath -ll | grep --count "active ready running"')
    demand(/ active$/m.test(lvm), `no logical volume is active: ${lvm}`)
    demand(/active raid1/.test(raid), `no array is active: ${raid}`)
    await ask(subject, `test -b /dev/md/${raidName}`)
    demand(luks.startsWith('vault'), `no LUKS device is open: ${luks}`)
    demand(paths === '2', `the multipath map has ${paths} paths: ${multipath}`)
    const hostname = await ask(subject, 'hostname')
    demand(hostname === subject.source.hostname, `the host name is ${hostname}`)
    await ask(subject, 'busctl --system status >/dev/null && udevadm info /dev/vda >/dev/null')
    return [
      ...[
        `LVM: ${lvm}`,
        `MD: ${raid} as /dev/md/${raidName}`,
        `LUKS: ${luks}`,
        `multipath: ${multipath}, ${paths} paths`,
      ],
      `the host name is the source's, ${hostname}`,
    ].map(line => line.replace(/\s+/g, ' '))
  },
} satisfies Check

async function demandLogged(subject: Subject, sentence: string): Promise<void> {
  const found = await ask(subject, `grep --fixed-strings --count '${sentence}' ${log} || true`)
  demand(Number(found) > 0, `the log does not say: ${sentence}`)
}
