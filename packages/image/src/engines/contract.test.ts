// Every engine is a program of the package, and gets into the image as one.
import {accessSync, constants, readFileSync} from 'node:fs'
import test from 'ava'
import {contentOf, planWith} from '../planned.ts'
import {type Engine, type EngineId, engines} from './index.ts'

for (const [id, {program}] of Object.entries<Engine>(engines)) {
  test(`${id} keeps the contract`, t => {
    const path = new URL(`../../files/${program}`, import.meta.url)
    t.notThrows(() => accessSync(path, constants.X_OK))
    const text = readFileSync(path, 'utf8')
    t.regex(text, /^#!\/\S+/)

    const {files} = planWith({}, {engine: id as EngineId})
    t.is(contentOf(files, '/usr/lib/livemode/engine'), text)
    t.is(contentOf(files, '/usr/lib/livemode/engine-name'), `${id}\n`)
    t.is(files.find(file => file.path === '/usr/lib/livemode/engine')?.mode, '0755')
  })
}
