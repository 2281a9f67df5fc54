// Runs the tests that take long: upgrades of a whole server, the distribution that tests of dnf need, and machines of it. Its arguments are
// AVA's, for those of livemode unless a package is named before them: `npm run nightly -- fixture-linux --match='*both*'`.
import {spawn} from 'node:child_process'
import {hostname} from 'node:os'
import {relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {runMain} from '@livemode/config'
import {connectEngine, sweepContainers} from '@livemode/container'

const configuration = fileURLToPath(new URL('../nightly-test.config.js', import.meta.url))
const packages: Readonly<Record<string, string>> = {
  livemode: '../packages/livemode',
  'fixture-linux': '../fixture-linux',
  harness: '../harness',
}

await runMain('nightly', async () => {
  try {
    return await runAll(process.argv.slice(2))
  } finally {
    // Tests that were interrupted leave their containers.
    await sweepContainers(await connectEngine(process.env), {hostname: hostname()})
  }
})

async function runAll(words: readonly string[]): Promise<number> {
  const [first = ''] = words
  if (Object.hasOwn(packages, first)) return runTests(first, words.slice(1))
  if (words.length > 0) return runTests('livemode', words)
  let worst = 0
  for (const name of Object.keys(packages)) worst = Math.max(worst, await runTests(name, []))
  return worst
}

function runTests(name: string, words: readonly string[]): Promise<number> {
  const folder = fileURLToPath(new URL(`${packages[name]}`, import.meta.url))
  const child = spawn('ava', ['--config', relative(folder, configuration), ...words], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => resolve(code ?? 1))
  })
}
