import {lockInstallation, readRecord, removeUnrecorded, takeAway} from '@livemode/bootentry'
import {assertEnabled} from '@livemode/config'
import {assertRoot} from '../root.ts'
import {type Command, json} from './command.ts'

export const remove: Command = {
  does: 'takes boot entry, boot files and image away from this machine again',
  run: async (args, {environment, progress, print}) => {
    assertEnabled(environment, 'remove')
    assertRoot('remove')
    await using _ = await lockInstallation({environment})
    const record = await readRecord()
    if (record) await progress.step('Removing', () => takeAway(record, {environment}))
    else await removeUnrecorded()
    const removed = record?.buildId ?? null
    const said = removed === null ? 'nothing is installed' : `image ${removed} is removed`
    print(args.json ? json({removed}) : said)
  },
}
