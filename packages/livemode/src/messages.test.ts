// What the steps hand to each other is written as files that say what the plan says, and only once.
import {readdir, readFile, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {LivemodeError, messages} from '@livemode/config'
import test from 'ava'
import {readHost, upgradeInput} from '../test/planned.ts'
import {newFolder} from '../test/run-livemode.ts'
import {writeMessages} from './messages.ts'
import {planBuild} from './upgrade-plan.ts'

const plan = planBuild(upgradeInput(readHost('rhel-8-lvm')))

// What `resolve` decides is no part of a build.
const {UpgradeTransaction: _, ...ofBuild} = messages

test('every message of a build is a file of its name', async t => {
  const out = join(await newFolder(t), 'out')
  await writeMessages(out, plan)
  const names = (await readdir(join(out, 'messages'))).toSorted()
  t.deepEqual(
    names,
    Object.keys(ofBuild)
      .map(name => `${name}.json`)
      .toSorted(),
  )
  for (const [name, schema] of Object.entries(ofBuild)) {
    const written = JSON.parse(await readFile(join(out, 'messages', `${name}.json`), 'utf8'))
    t.deepEqual(schema.parse(written), written)
  }
  const files = await readFile(join(out, 'messages/PrepareLiveImageTasks.json'), 'utf8')
  t.deepEqual(JSON.parse(files), {files: plan.image.files})
})

test('a message that is there already is left as it is, another one is replaced', async t => {
  const out = await newFolder(t)
  await writeMessages(out, plan)
  const identify = async (name: string) => {
    const {ino, mtimeNs} = await stat(join(out, 'messages', name), {bigint: true})
    return {ino, mtimeNs}
  }
  const facts = await identify('LiveModeConfigFacts.json')
  await writeFile(join(out, 'messages/BootContent.json'), '{}\n')
  await writeMessages(out, plan)
  t.deepEqual(await identify('LiveModeConfigFacts.json'), facts)
  const content = await readFile(join(out, 'messages/BootContent.json'), 'utf8')
  t.deepEqual(JSON.parse(content), plan.messages.BootContent)
})

test('a folder that cannot be is refused', async t => {
  const file = join(await newFolder(t), 'file')
  await writeFile(file, '')
  const error = await t.throwsAsync(writeMessages(file, plan), {
    instanceOf: LivemodeError,
    message: `cannot write to the folder ${file}/messages: it is no folder`,
  })
  t.is(error?.code, 'USAGE')
})
