import {type FoundInstallation, lockInstallation} from '@livemode/bootentry'
import {assertEnabled, defaultConfig} from '@livemode/config'
import {sourcePlaces} from '@livemode/live'
import {removeSnapshots} from '../kept-source.ts'
import {removeImage} from '../remove-image.ts'
import {assertRoot} from '../root.ts'
import {type Command, json} from './command.ts'

export const remove: Command = {
  does: 'takes boot entry, boot files, image and snapshot away from this machine again',
  run: async (args, context) => {
    const {environment, print} = context
    assertEnabled(environment, 'remove')
    assertRoot('remove')
    await using _ = await lockInstallation({environment})
    const found = await removeImage(args, {title: 'Removing', context})
    // Without the live image nothing can be taken back, and it would only take room.
    const hadSnapshot = await removeSnapshots()
    const removed = found ? found.record.buildId || 'unrecorded' : null
    if (args.json) return print(json({removed, snapshot: hadSnapshot}))
    const back = hadSnapshot
      ? ['the upgrade cannot be taken back any more: its snapshot is removed']
      : []
    print([sentence(found, removed), ...back].join('\n'))
  },
}

function sentence(found: FoundInstallation | undefined, removed: string | null): string {
  if (found === undefined) return 'nothing is installed'
  return found.withoutRecord === null ? `image ${removed} is removed` : unrecorded
}

const unrecorded = `what livemode has left is removed; without a record of it nobody knows where the image is: look at ${defaultConfig.squashfs_fullpath}, and for packages at ${sourcePlaces.packages}`
