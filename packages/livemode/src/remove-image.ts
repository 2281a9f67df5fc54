import {
  type FoundInstallation,
  findInstallation,
  removeInstallation,
  removeUnrecorded,
} from '@livemode/bootentry'
import type {Context} from './commands/command.ts'
import {fixedNames} from './installed-files.ts'
import type {Options} from './options.ts'

/**
 * Takes the live image with its entry away from this machine; `title` says so while it goes on. Gives what was there; undefined
 * where nothing was.
 */
export async function removeImage(
  {loader}: Pick<Options, 'loader'>,
  {title, context: {environment, progress}}: {readonly title: string; readonly context: Context},
): Promise<FoundInstallation | undefined> {
  const found = await findInstallation(loader, fixedNames, {environment})
  if (found) {
    await progress.step(title, () =>
      removeInstallation(found.record, {environment, withFetched: true}),
    )
  }
  if (found?.withoutRecord !== null) await removeUnrecorded()
  return found
}
