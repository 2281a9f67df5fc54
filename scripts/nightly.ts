// Runs the tests that take hours: upgrades of a whole server. Its arguments are AVA's: `npm run nightly -- --match='*at 50 %'`.
import {spawn} from 'node:child_process'
import {hostname} from 'node:os'
import {fileURLToPath} from 'node:url'
import {runMain} from '@livemode/config'
import {connectEngine, sweepContainers} from '@livemode/container'

const tested = fileURLToPath(new URL('../packages/livemode', import.meta.url))
const configuration = ['--config', '../../nightly-test.config.js']

await runMain('nightly', async () => {
  try {
    return await runTests(process.argv.slice(2))
  } finally {
    // Tests that were interrupted leave their containers.
    await sweepContainers(await connectEngine(process.env), {hostname: hostname()})
  }
})

function runTests(words: readonly string[]): Promise<number> {
  const child = spawn('ava', [...configuration, ...words], {
    cwd: tested,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => resolve(code ?? 1))
  })
}
