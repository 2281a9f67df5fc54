// The plan of every example is the committed one, and the command prints the same without engine or root.
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {fixturePath} from '@livemode/fixtures'
import test from 'ava'
import {execa} from 'execa'
import {examplesFolder, readExample, readExamples, renderExample} from './examples.ts'

const examples = readExamples()

for (const example of examples) {
  test(`the plan of ${example.config} for ${example.host} is ${example.plan}`, t => {
    const hint = 'npm run generate -w @livemode/livemode writes the plans anew'
    t.is(renderExample(example), readExample(example.plan), hint)
  })
}

test('there are eight and more, and no plan without its example', t => {
  t.true(examples.length >= 8)
  const plans = readdirSync(examplesFolder).filter(name => name.endsWith('.plan.json'))
  t.deepEqual(plans.toSorted(), examples.map(({plan}) => plan).toSorted())
})

test('livemode plan prints the same text', async t => {
  const main = join(import.meta.dirname, 'main.ts')
  const config = fileURLToPath(new URL('minimal.yaml', examplesFolder))
  const host = fixturePath('hosts/rhel-8-lvm.json')
  const words = ['plan', '--config', config, '--host', host, '--target', 'debian-13', '--json']
  const {stdout} = await execa('node', [main, ...words], {
    preferLocal: true,
    env: {DOCKER_HOST: 'unix:///nonexistent', LEAPP_UNSUPPORTED: ''},
  })
  t.is(`${stdout}\n`, readExample('minimal.rhel-8-lvm.plan.json'))
})
