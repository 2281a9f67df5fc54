import type {RootLoginSetting} from '@livemode/host'
import {when} from '../finding.ts'
import type {ElCheck} from './check.ts'

/** What sshd does for whoever is in no other `Match`: one that is for all wins over what stands outside, and of each the first. */
const commonValue = (settings: readonly RootLoginSetting[]): string | undefined =>
  (['match-all', 'always'] as const)
    .map(wanted => settings.find(({counts}) => counts === wanted)?.value)
    .find(value => value !== undefined)

/** Without a setting sshd of either release lets root in by a key alone. */
const acceptsPassword = (settings: readonly RootLoginSetting[]): boolean =>
  commonValue(settings) === 'yes' ||
  settings.some(({counts, value}) => counts === 'match' && value === 'yes')

const file = '/etc/ssh/sshd_config.d/01-permitrootlogin.conf'

/**
 * `PermitRootLogin yes` stands in the file of Enterprise Linux 8 itself. Where nobody has changed that, rpm puts the new one in its
 * place, which says nothing of it, and reads the files beside it before.
 */
export const rootLogsInAsBefore: ElCheck = ({host: {rootLogin}, target}) => {
  if (rootLogin === undefined) return []
  const {settings, dropIns, isPackaged, hasPassword, hasKeys} = rootLogin
  const isLost = isPackaged && hasPassword && acceptsPassword(settings)
  return when(isLost && commonValue(dropIns) === undefined && !acceptsPassword(dropIns), () => ({
    id: 'root-login-by-password',
    severity: hasKeys ? 'warning' : 'inhibitor',
    sentence: `root logs in by ssh with a password because nobody has changed /etc/ssh/sshd_config: that of ${target.title} takes its place, and wants a key${hasKeys ? '' : ', of which root has none'}`,
    remedy: `say what is wanted, here with a password: mkdir -p /etc/ssh/sshd_config.d && echo PermitRootLogin yes >${file}; or give root a key (ssh-copy-id), and say prohibit-password there`,
  }))
}
