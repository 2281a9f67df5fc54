import {readFile} from 'node:fs/promises'
import {type Config, naming, type PlannedFile} from '@livemode/config'
import {type Host, iscsiInitiatorName, readIscsiRecords} from '@livemode/host'
import {planImageSource, planIscsiLogins, planIscsiSessions} from '@livemode/live'

/**
 * Reads what the initramfs logs in with on this machine, with the passwords; nothing where neither image nor system is reached by
 * iSCSI. Throws what the operating system says where the name of the initiator cannot be read.
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
  const initiator = await naming(iscsiInitiatorName, readFile(iscsiInitiatorName, 'utf8'))
  return planIscsiLogins(
    sessions.map(session => ({session, records: readIscsiRecords(session)})),
    {initiator},
  )
}
