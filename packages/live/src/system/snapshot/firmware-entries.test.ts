import {mkdirSync, writeFileSync} from 'node:fs'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {goBackEntries, holdEntries} from './firmware-entries.ts'

test('entries of the firmware are what they were, and those that have come since are gone', t => {
  const {live} = startLive(t)
  const entry = (name: string) =>
    `/sys/firmware/efi/efivars/${name}-8be4df61-93ca-11d2-aa0d-00e098032b8c`
  mkdirSync(live.path('/sys/firmware/efi/efivars'), {recursive: true})
  const write = (name: string, text: string) => writeFileSync(live.path(entry(name)), text)
  write('BootOrder', 'aaaa01')
  write('Boot0001', 'aaaaold')
  const variables = holdEntries(live)
  write('BootOrder', 'aaaa12')
  write('Boot0001', 'aaaanew')
  write('Boot0002', 'aaaanew')
  goBackEntries(live, {variables})
  t.is(live.readText(entry('BootOrder')), 'aaaa01')
  t.is(live.readText(entry('Boot0001')), 'aaaaold')
  t.is(live.readText(entry('Boot0002')), undefined)
})
