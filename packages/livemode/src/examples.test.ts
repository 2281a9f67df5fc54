// The plan of every example is the committed one, and the command prints the same without engine or root.
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {fixturePath} from '@livemode/fixtures'
import test from 'ava'
import {execa} from 'execa'
import {
  examplesFolder,
  planExample,
  readExample,
  readExamples,
  renderParts,
} from '../test/examples.ts'

const examples = readExamples()
const hint = 'npm run generate -w @livemode/livemode writes the plans anew'

for (const example of examples) {
  test(`the plan of ${example.config} for ${example.host}: its image is the one for all hosts`, t => {
    const {image, machine} = renderParts(planExample(example))
    t.is(image, readExample(example.image), hint)
    t.is(machine, readExample(example.machine), hint)
  })
}

test('the image’s part is the same for all hosts of a configuration and a target, byte for byte', t => {
  for (const image of new Set(examples.map(example => example.image))) {
    const images = examples
      .filter(example => example.image === image)
      .map(example => {
        const {files, squashfs, initramfs} = planExample(example)
        const ofImage = files.filter(({part}) => part === 'image')
        return JSON.stringify({files: ofImage, squashfs, initramfs})
      })
    t.is(new Set(images).size, 1, image)
  }
})

test('there are eight and more, and no plan without its example', t => {
  t.true(examples.length >= 8)
  const plans = readdirSync(examplesFolder).filter(name => name.endsWith('.plan.json'))
  const expected = new Set(examples.flatMap(({image, machine}) => [image, machine]))
  t.deepEqual(plans.toSorted(), [...expected].toSorted())
})

test('livemode plan prints the same', async t => {
  const main = join(import.meta.dirname, 'main.ts')
  const config = fileURLToPath(new URL('minimal.yaml', examplesFolder))
  const host = fixturePath('hosts/rhel-8-lvm.json')
  const words = ['plan', '--config', config, '--host', host, '--target', 'el-9', '--json']
  const {stdout} = await execa('node', [main, ...words], {
    preferLocal: true,
    env: {DOCKER_HOST: 'unix:///nonexistent', LEAPP_UNSUPPORTED: ''},
  })
  t.is(
    renderParts(JSON.parse(stdout)).machine.replace(/"buildId.*/, ''),
    readExample('minimal.rhel-8-lvm.plan.json').replace(/"buildId.*/, ''),
  )
})
