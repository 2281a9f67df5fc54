import {runMain} from '@livemode/config'
import {parseBootArguments} from './command/arguments.ts'
import {runScenarios} from './command/run.ts'
import {helpText, renderList, renderResults} from './command/text.ts'

await runMain('boot', async signal => {
  const args = parseBootArguments(process.argv.slice(2))
  if (args.kind !== 'run') {
    process.stdout.write(args.kind === 'help' ? helpText : renderList())
    return 0
  }
  const surroundings = {environment: process.env, signal, output: process.stdout}
  const results = await runScenarios(args, surroundings)
  process.stdout.write(renderResults(results))
  return results.every(({passed}) => passed) ? 0 : 1
})
