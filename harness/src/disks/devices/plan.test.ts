// A script gets its environment, whatever is in it.
import {execFileSync} from 'node:child_process'
import test from 'ava'
import {renderScript} from './plan.ts'
import {storageDevices} from './storage.ts'

test('a script has its environment before it', t => {
  const script = renderScript({
    partitionMebibytes: [],
    script: 'echo "$A|$B"\n',
    environment: {A: '1', B: 'it\'s $HOME "x"'},
  })
  t.is(execFileSync('sh', {input: script, encoding: 'utf8'}), '1|it\'s $HOME "x"\n')
})

test('the storage script is given everything that it asks for, and nothing else', async t => {
  const {script, environment, partitionMebibytes} = await storageDevices({homehost: 'source'})
  const used = new Set([...script.matchAll(/\$([A-Z_]+)/g)].map(([, name]) => name))
  t.deepEqual([...used].toSorted(), Object.keys(environment).toSorted())
  const numbers = [...script.matchAll(/"\$\{part\}(\d)"/g)].map(([, number]) => Number(number))
  t.is(Math.max(...numbers), partitionMebibytes.length)
})
