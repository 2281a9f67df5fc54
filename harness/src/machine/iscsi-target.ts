import {fileURLToPath} from 'node:url'

/** Where a machine's iSCSI target has its disks, and what serves them, inside QEMU's container. */
export const iscsiPlaces = {disks: '/target', script: '/srv/iscsi-target'} as const

/** The script, on the host. */
export const iscsiScript = fileURLToPath(new URL('./iscsi-target.sh', import.meta.url))

/** The port that iSCSI has, where nothing else is said; the script knows it, too. */
export const iscsiPort = 3260

/** What the target asks for. */
export const iscsiAccount = {user: 'source', password: 'known-to-everybody'} as const

/** The name of the target for a file `NAME.img`; the script knows it, too. */
export const iscsiTargetName = (name: string) => `iqn.2026-11.org.example:${name}`

/** QEMU with the target beside it, which serves before QEMU starts. */
export const withIscsiTarget = (argv: readonly string[]): readonly string[] => [
  'sh',
  '-c',
  `sh ${iscsiPlaces.script} ${iscsiAccount.user} ${iscsiAccount.password} && exec "$@"`,
  'sh',
  ...argv,
]
