// Whatever a described machine holds, its names are printed and do nothing to the terminal.
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {newFolder, noEngine, runLivemode} from '../test/run-livemode.ts'

test('what a file holds does nothing to the terminal', async t => {
  const folder = await newFolder(t)
  const described = JSON.parse(fixture('hosts/debian-12-ext4.json'))
  const evil = '\u001b]0;t\u0007\u009b31m\u202e'
  await writeFile(
    join(folder, 'host.json'),
    JSON.stringify({...described, os: {...described.os, id: evil}, kernelCmdline: `root=${evil}`}),
  )
  for (const command of [['check'], ['plan'], ['plan', '--json'], ['check', '--json']]) {
    const argv = [...command, '--target', 'debian-13', '--host', 'host.json']
    const {stdout, stderr} = await runLivemode(argv, {folder, ...noEngine})
    t.notRegex(stdout + stderr, /[^\P{C}\n\t]/u, command.join(' '))
    t.true(stdout.length + stderr.length > 0)
  }
})
