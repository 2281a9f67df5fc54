// Every bad input of fixtures/bad is refused with exit code 2 and exactly the message beside it.
import {readdirSync, readFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {LivemodeError, parseConfigFiles} from '@livemode/config'
import {fixturePath} from '@livemode/fixtures'
import test from 'ava'
import {execa} from 'execa'
import {unhurried} from '../test/run-livemode.ts'
import {readInputs} from './input.ts'
import {readAuthorizedKeys, readConfig} from './named-config.ts'
import {planUpgrade} from './upgrade-plan.ts'

const folder = fixturePath('bad')
const config = join(import.meta.dirname, '../../../examples/minimal.yaml')
const common = {out: '/nonexistent', target: 'debian-13', loader: undefined, engine: undefined}

/** Reads an input as the command does, by the kind that it is of. */
const readers: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  config: async path => readAuthorizedKeys(await readConfig({config: path})),
  folder: path => readConfig({config: path}),
  host: async host => planUpgrade(await readInputs({...common, config, host}, unhurried)),
  machine: path =>
    readConfig(
      {config: undefined},
      {
        file: join(path, 'leapp/actor.d/livemode.yaml'),
        folder: join(path, 'leapp/actor_conf.d'),
        own: join(path, 'livemode/livemode.yaml'),
      },
    ),
  keys: path => {
    const text = `setup_opensshd_with_auth_keys: ${path}`
    return readAuthorizedKeys(parseConfigFiles([{file: 'livemode.yaml', text}]))
  },
}

const messageEnd = '.message.txt'
const inputs = Object.keys(readers).flatMap(kind => {
  const names = readdirSync(join(folder, kind)).filter(name => !name.endsWith(messageEnd))
  return names.map(name => ({kind, path: join(folder, kind, name)}))
})

const expected = (path: string) =>
  readFileSync(`${path.replace(/\.\w+$/, '')}${messageEnd}`, 'utf8').trimEnd()

for (const {kind, path} of inputs) {
  test(`${kind}/${basename(path)} is refused`, async t => {
    const error = await t.throwsAsync(async () => readers[kind]?.(path), {
      instanceOf: LivemodeError,
    })
    t.is(error?.message.replaceAll(`${folder}/`, ''), expected(path))
    t.is(error?.exitCode, 2)
  })
}

test('there are more than a hundred', t => t.true(inputs.length > 100))

const spawned: Readonly<Record<string, readonly string[]>> = {
  'config/everything-at-once.yaml': ['check', '--config'],
  'config/not-utf-8.yaml': ['plan', '--config'],
  'folder/contradiction': ['check', '--config'],
  'host/truncated.json': ['plan', '--config', config, '--host'],
}

for (const [name, words] of Object.entries(spawned)) {
  test(`the command ends with 2 for ${name}, and prints nothing but the message`, async t => {
    const path = join(folder, name)
    const main = join(import.meta.dirname, 'main.ts')
    const {exitCode, stdout, stderr} = await execa('node', [main, ...words, path], {
      reject: false,
      preferLocal: true,
    })
    t.is(exitCode, 2)
    t.is(stdout, '')
    t.is(stderr.replaceAll(`${folder}/`, ''), `livemode: ${expected(path)}`)
  })
}
