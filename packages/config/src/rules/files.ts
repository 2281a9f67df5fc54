import type {SettingName} from '../settings.ts'
import type {Rule} from './rule.ts'

const fileSettings = [
  'squashfs_fullpath',
  'setup_opensshd_with_auth_keys',
  'capture_upgrade_strace_into',
] as const satisfies readonly SettingName[]

/** The live system makes it for the log of the upgrade, and all above it. */
const logFolder = '/var/log/leapp'

export const traceIsNoFolder: Rule = {
  about: ['capture_upgrade_strace_into'],
  check: ({capture_upgrade_strace_into: path}) =>
    path !== null && `${logFolder}/`.startsWith(`${path}/`)
      ? [
          {
            key: 'capture_upgrade_strace_into',
            word: 0,
            what: `must be a file: ${path} is a folder, in which the log of the upgrade is`,
          },
        ]
      : [],
}

/** The image would overwrite the keys, or the strace the image. */
export const filesAreDifferent: Rule = {
  about: fileSettings,
  check: config =>
    fileSettings.flatMap((key, index) => {
      const path = config[key]
      const isTaken = fileSettings.slice(0, index).some(other => config[other] === path)
      if (path === null || !isTaken) return []
      return [{key, word: 0, what: `must be a file of its own: another setting means ${path} too`}]
    }),
}
