import type {PlannedFile} from '@livemode/config'
import {
  type IscsiPortal,
  type IscsiRecord,
  type IscsiSession,
  iscsiDatabases,
  iscsiInitiatorName,
} from '@livemode/host'
import {recordFolders} from '../parts/iscsi.ts'
import {file} from '../parts/part.ts'
import {places} from '../tables/places.ts'

const [database] = iscsiDatabases

/** What open-iscsi has for one session. */
interface RecordedSession {
  readonly session: IscsiSession
  readonly records: readonly IscsiRecord[]
}

/**
 * Plans what the initramfs logs in with: the name of the initiator, the records of open-iscsi with their passwords, and what to log in
 * to. It is for the initramfs alone, and for root; nothing where there is nothing to log in to.
 */
export const planIscsiLogins = (
  sessions: readonly RecordedSession[],
  {initiator}: {initiator: string},
): readonly PlannedFile[] =>
  sessions.length === 0
    ? []
    : [
        file(iscsiInitiatorName, initiator, '0600'),
        ...recordFolders(),
        ...sessions.flatMap(({records}) =>
          records.map(({path, text}) => file(`${database}/nodes/${path}`, `${text}\n`, '0600')),
        ),
        file(
          places.iscsiLogins,
          sessions.map(({session}) => `${session.target} ${portalOf(session)}\n`).join(''),
          '0600',
        ),
      ]

/** As iscsiadm(8) takes it. */
const portalOf = ({address, port}: IscsiPortal) =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
