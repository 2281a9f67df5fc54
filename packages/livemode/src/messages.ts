import {mkdir, rename, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {UpgradePlan} from './upgrade-plan.ts'

/** Writes what the steps hand to each other as `<out>/messages/<Name>.json`. */
export async function writeMessages(out: string, plan: UpgradePlan): Promise<void> {
  const folder = join(out, 'messages')
  await mkdir(folder, {recursive: true})
  const messages = {
    ...plan.messages,
    PrepareLiveImageTasks: {files: plan.image.files},
    PrepareLiveImagePostTasks: {},
  }
  for (const [name, message] of Object.entries(messages)) {
    const path = join(folder, `${name}.json`)
    await writeFile(`${path}.new`, `${JSON.stringify(message, undefined, 2)}\n`)
    await rename(`${path}.new`, path)
  }
}
