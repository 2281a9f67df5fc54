import {iscsiVolumes} from '../installations/iscsi-volumes.ts'
import {iscsiAccount, iscsiPort} from '../machine/iscsi-target.ts'
import {iscsiAddress} from '../sources/networks.ts'
import {ask, type Check, demandEqual, type Subject, waitForAnswer} from './check.ts'
import {demandMarker} from './volumes.ts'

const portal = `${iscsiAddress}:${iscsiPort}`

export const volumesMade = {
  description: 'the source logs in to a target for each of its volumes by iSCSI, with a password',
  run: async subject => {
    await waitForAnswer(subject, {
      command: 'ip -brief -family inet address show scope global',
      isRight: answer => / 10\.0\.2\.15\/24/.test(answer),
      what: 'the network of the source',
    })
    for (const volume of iscsiVolumes) await makeVolume(subject, volume)
    return [await ask(subject, 'lsblk --json --output NAME,TYPE,TRAN,UUID')]
  },
} satisfies Check

async function makeVolume(
  subject: Subject,
  {target, uuid, mount}: (typeof iscsiVolumes)[number],
): Promise<void> {
  const node = `iscsiadm --mode node --targetname ${target} --portal ${portal}`
  const settings = {
    'node.session.auth.authmethod': 'CHAP',
    'node.session.auth.username': iscsiAccount.user,
    'node.session.auth.password': iscsiAccount.password,
    'node.startup': 'automatic',
  }
  await ask(subject, `${node} --op new`)
  for (const [name, value] of Object.entries(settings)) {
    await ask(subject, `${node} --op update --name ${name} --value ${value}`)
  }
  await ask(subject, `${node} --login`)
  const disk = `/dev/disk/by-path/ip-${portal}-iscsi-${target}-lun-1`
  await waitForAnswer(subject, {
    command: `test -b ${disk} && echo there`,
    isRight: answer => answer.trim() === 'there',
    what: disk,
  })
  await ask(subject, `mkfs.ext4 -q -U ${uuid} ${disk} && udevadm settle`)
  await ask(subject, `systemctl start ${mount.slice(1)}.mount`)
  await ask(subject, `echo ${target} >${mount}/marker && sync`)
}

export const volumesReached = {
  description: 'the volumes by iSCSI are mounted below the source root, and nobody was there',
  run: async subject => {
    const {sourceRoot} = subject
    for (const {target, mount} of iscsiVolumes) {
      await demandMarker(subject, {mount: `${sourceRoot}${mount}`, marker: target})
    }
    const sessions = await ask(subject, 'iscsiadm --mode session')
    demandEqual('the targets of the sessions', {
      found: [...sessions.matchAll(/ (iqn\S+)/g)]
        .map(([, target]) => target)
        .toSorted()
        .join(),
      expected: iscsiVolumes
        .map(({target}) => target)
        .toSorted()
        .join(),
    })
    const {password} = iscsiAccount
    demandEqual('what others can read that has the password in it', {
      found: await ask(
        subject,
        `grep --recursive --files-with-matches --no-messages ${password} /etc /run/livemode /proc/cmdline /var/lib/iscsi | while read -r file; do stat --format='%a %n' "$file"; done | grep --invert-match '^600 ' || true`,
      ),
      expected: '',
    })
    return [sessions]
  },
} satisfies Check

export const volumesLeft = {
  description: 'livemode remove leaves the volumes by iSCSI as they were',
  run: async subject => {
    for (const {mount} of iscsiVolumes) {
      demandEqual(mount, {
        found: (await ask(subject, `mountpoint -q ${mount} && ls ${mount}`)).replace(/\s+/g, ' '),
        expected: 'lost+found marker',
      })
    }
    return iscsiVolumes.map(({mount}) => `${mount} has what the source has put there`)
  },
} satisfies Check
