import type {Config, PlannedFile} from '@livemode/config'
import {iscsiDatabases, iscsiInitiatorName} from '@livemode/host'
import {directory, file, symlink} from './part.ts'

const [database, earlier] = iscsiDatabases
const folders = ['nodes', 'send_targets', 'ifaces']

/** What reaches disks by iSCSI behind the initramfs: open-iscsi with the source's configuration. */
export const iscsi = (config: Pick<Config, 'device_support'>): PlannedFile[] =>
  config.device_support.includes('iscsi') ? openIscsi() : []

const openIscsi = (): PlannedFile[] => [
  // The name that the package has made up would be that of every machine.
  file(iscsiInitiatorName, 'GenerateName=yes\n', '0600'),
  ...recordFolders(),
  ...['iscsid.service', 'open-iscsi.service'].map(unit =>
    file(`/etc/systemd/system/${unit}.d/50-livemode.conf`, afterSettings),
  ),
  // The image itself may be on such a disk: nothing logs out. What is mounted is unmounted by systemd.
  file('/etc/systemd/system/open-iscsi.service.d/60-livemode.conf', '[Service]\nExecStop=\n'),
]

const afterSettings = '[Unit]\nAfter=machine-settings.service\n'

/** Where open-iscsi looks for its records depends on the release. */
export const recordFolders = (): PlannedFile[] =>
  folders.flatMap(name => [
    directory(`${database}/${name}`, '0700'),
    symlink(`${earlier}/${name}`, `${database}/${name}`),
  ])
