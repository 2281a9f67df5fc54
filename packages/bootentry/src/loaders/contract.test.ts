// Every loader makes the whole entry, from words for programs and files, and leaves the default alone.
import {defaultConfig} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {parseHost} from '@livemode/host'
import {planImageSource} from '@livemode/live'
import test from 'ava'
import type {LoaderId} from '../entry.ts'
import {planBootEntry} from '../plan.ts'
import {loaders} from './index.ts'

const config = {
  ...defaultConfig,
  dracut_network: 'ip=dhcp',
  autostart_upgrade_after_reboot: false,
}
const host = parseHost(fixture('hosts/rhel-8-lvm.json'), {file: 'rhel-8-lvm'})
const entryOf = (loader: LoaderId) =>
  planBootEntry({
    config,
    host,
    loader,
    image: planImageSource(config, host),
    target: {title: 'An upgrade', dracutVersion: '057', systemdVersion: '252', kernelHmac: true},
    verity: {rootHash: 'f'.repeat(64), hashOffset: 4096},
  })

for (const id of Object.keys(loaders) as LoaderId[]) {
  const loader = loaders[id]
  const entry = entryOf(id)
  const runs = [
    ...loader.planSteps(entry),
    loader.arming.planArming('an-id') ?? [],
    loader.arming.planArming(null) ?? [],
    loader.start ?? [],
  ].filter(argv => argv.length > 0)

  test(`${id} says the whole entry, and takes it from nowhere else`, t => {
    const steps = loader.planSteps(entry)
    const files = loader.planFiles(entry)
    const said = [...steps.flat(), ...files.map(({content}) => content)].join('\n')
    const shown = loader.planMenu === null ? [] : [entry.title]
    for (const value of [...shown, ...entry.arguments.add]) {
      t.true(said.includes(value), `${value} is not in it`)
    }
    for (const path of [entry.kernel, entry.initramfs]) {
      t.true(said.includes(path.replace('/boot', '')), `${path} is not in it`)
    }
    t.is(loader.id, id)
    t.deepEqual(loader.planSteps(entry), steps)
    t.deepEqual(loader.planFiles(entry), files)
  })

  test(`${id} runs programs with words, and none that changes the default`, t => {
    const {arming} = loader
    t.true(runs.every(([program]) => program !== undefined && /^[\w-]+$/.test(program)))
    const words = runs.flat()
    t.deepEqual(
      words.filter(word => /default/.test(word) && word !== '--copy-default'),
      [],
    )
    t.notDeepEqual(arming.planArming('an-id'), arming.planArming(null))
    const armed = arming.planArming('an-id')
    t.true(armed === null || armed.some(word => word.endsWith('an-id')))
  })

  test(`${id} is armed by what outlives a boot, or says how it is started before that`, t => {
    t.is(loader.arming.outlivesBoot, loader.start === null)
    t.is(loader.planReading === null, loader.planMenu === null, 'what shows no menu shows no entry')
    // By an id of its own, where nothing tells what it calls the entry.
    if (loader.planReading === null) t.not(loader.ownId, null)
  })

  test(`${id} writes nothing of the loader’s in its place`, t => {
    const rewritten = [loader.rewritten?.file ?? null, loader.arming.file].filter(
      path => path !== null,
    )
    const words = runs.flat()
    t.deepEqual(
      rewritten.filter(path => words.includes(path) || !words.includes(`${path}.livemode-new`)),
      [],
    )
    for (const {path} of loader.planFiles(entry)) t.regex(path, /livemode/)
  })
}
