import {runMain} from '@livemode/config'
import {parseBootArguments} from './command/arguments.ts'
import {runScenarios} from './command/run.ts'
import {helpText, renderCount, renderList, renderResult} from './command/text.ts'

await runMain('boot', async signal => {
  const args = parseBootArguments(process.argv.slice(2))
  if (args.kind !== 'run') {
    process.stdout.write(args.kind === 'help' ? helpText : renderList())
    return 0
  }
  const results = await runScenarios(args, {
    environment: process.env,
    signal,
    output: process.stdout,
    // At once: a run of hours may be interrupted.
    onResult: result => process.stdout.write(renderResult(result)),
  })
  process.stdout.write(renderCount(results))
  return results.every(({passed}) => passed) ? 0 : 1
})
