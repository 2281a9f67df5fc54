import {readFile} from 'node:fs/promises'
import {type Config, naming, type PlannedFile} from '@livemode/config'
import {type Host, readIscsiRecords} from '@livemode/host'
import {planImageSource, planIscsiLogins, planIscsiSessions} from '@livemode/live'

const initiatorName = '/etc/iscsi/initiatorname.iscsi'

/**
 * Reads what the initramfs logs in with on this machine, with the passwords; nothing where neither image nor system is reached by
 * iSCSI. Throws `HOST_UNREADABLE`, or the like, where the name of the initiator cannot be read.
 */
export async function readIscsiLogins({
  config,
  host,
}: {
  config: Config
  host: Host
}): Promise<readonly PlannedFile[]> {
  const sessions = planIscsiSessions({host, image: planImageSource(config, host)})
  if (sessions.length === 0) return []
  const initiator = await naming(initiatorName, readFile(initiatorName, 'utf8'))
  return planIscsiLogins(
    sessions.map(session => ({session, records: readIscsiRecords(session)})),
    {initiator},
  )
}
