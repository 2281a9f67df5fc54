// Writes the plans of the examples anew: `npm run generate -w @livemode/livemode`.
import {writeFileSync} from 'node:fs'
import {examplesFolder, readExamples, renderExample} from './examples.ts'

for (const example of readExamples()) {
  writeFileSync(new URL(example.plan, examplesFolder), renderExample(example))
}
