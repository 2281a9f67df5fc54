// Writes the plans of the examples anew: `npm run generate -w @livemode/livemode`.
import {writeFileSync} from 'node:fs'
import {examplesFolder, planExample, readExamples, renderParts} from './examples.ts'

for (const example of readExamples()) {
  const {image, machine} = renderParts(planExample(example))
  writeFileSync(new URL(example.image, examplesFolder), image)
  writeFileSync(new URL(example.machine, examplesFolder), machine)
}
