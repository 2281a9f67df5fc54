import {isThere, lockInstallation} from '@livemode/bootentry'
import {assertEnabled, LivemodeError} from '@livemode/config'
import {sourcePlaces} from '@livemode/live'
import {readRunRecord, removeSnapshots} from '../kept-source.ts'
import {removeImage} from '../remove-image.ts'
import {assertRoot} from '../root.ts'
import {type Command, json} from './command.ts'

export const commit: Command = {
  does: 'lets go of what "rollback" needs: the snapshot, and the live image with its entry',
  run: async (args, context) => {
    const {environment, progress, print} = context
    assertEnabled(environment, 'commit')
    assertRoot('commit')
    await using _ = await lockInstallation({environment})
    const record = await readRunRecord()
    if (record?.changed || (await isThere(sourcePlaces.rollback))) {
      throw new LivemodeError(
        'INHIBITED',
        'the upgrade is half-way, and only the live image can end it',
        {
          hint: 'reboot: the live image goes on with it, or takes this machine back',
        },
      )
    }
    if (await isThere(sourcePlaces.trial)) {
      throw new LivemodeError('INHIBITED', 'the upgraded system has not come up yet', {
        hint: 'wait until its first boot has been looked at, see "livemode status"',
      })
    }
    const hadSnapshot = await progress.step('Removing the snapshot', () => removeSnapshots())
    const found = await removeImage(args, {title: 'Removing the live image', context})
    const removed = {snapshot: hadSnapshot, image: found !== undefined}
    if (args.json) return print(json({removed}))
    print(
      hadSnapshot || found
        ? 'the upgrade is final: nothing of it can be taken back any more'
        : 'there is nothing to let go of',
    )
  },
}
