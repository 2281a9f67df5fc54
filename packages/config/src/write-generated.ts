// Writes the files that are made from the table of settings: `npm run generate -w @livemode/config`.
import {readFileSync, writeFileSync} from 'node:fs'
import {generated} from './generated.ts'

for (const {file, render} of generated) {
  writeFileSync(file, render(readFileSync(file, {encoding: 'utf8', flag: 'a+'})))
}
