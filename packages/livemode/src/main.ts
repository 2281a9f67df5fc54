#!/usr/bin/env node
import {runMain, visible} from '@livemode/config'
import {parseArguments} from './arguments.ts'
import {commands} from './commands/index.ts'
import {confirm} from './confirm.ts'
import {helpText} from './help.ts'
import {showProgress} from './progress.ts'

await runMain('livemode', async signal => {
  const args = parseArguments(process.argv.slice(2))
  if (!args) {
    process.stdout.write(helpText)
    return 0
  }
  await commands[args.command].run(args, {
    environment: process.env,
    signal,
    progress: showProgress(process.stderr),
    confirm: question => confirm(question, {signal}),
    print: text => process.stdout.write(`${visible(text)}\n`),
  })
  return 0
})
