import {join} from 'node:path'
import {readWholeFile} from '@livemode/host'
import {ensureFolder} from '@livemode/image'
import {writeBeside} from '@livemode/transaction'
import type {BuildPlan} from './upgrade-plan.ts'

/**
 * Writes what the steps hand to each other as `<out>/messages/<Name>.json`; what is there already is
 * left as it is.
 */
export async function writeMessages(out: string, plan: BuildPlan): Promise<void> {
  const folder = join(out, 'messages')
  await ensureFolder(folder)
  const messages = {
    ...plan.messages,
    PrepareLiveImageTasks: {files: plan.image.files},
    PrepareLiveImagePostTasks: {},
  }
  for (const [name, message] of Object.entries(messages)) {
    const path = join(folder, `${name}.json`)
    const text = `${JSON.stringify(message, undefined, 2)}\n`
    const found = await readWholeFile(path).catch(() => undefined)
    if (found?.toString('utf8') === text) continue
    await writeBeside(path, text)
  }
}
