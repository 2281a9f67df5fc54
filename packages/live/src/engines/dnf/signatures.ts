import {mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {DnfTransaction} from '@livemode/config'
import {limits} from '../../tables/limits.ts'
import {places, sourcePlaces} from '../../tables/places.ts'
import {type EngineContext, Refusal} from '../engine.ts'
import {environment} from '../scripts/in-source.ts'

/** As many as a command line has room for. */
const atOnce = 200

/**
 * Makes sure that every package is signed by a key of its plan, with a keyring that has no other.
 *
 * Throws a `Refusal` that names the first which is not.
 */
export function assertSigned({live}: EngineContext, plan: DnfTransaction): void {
  const packages = live.source.resolve(sourcePlaces.packages)
  const keyring = live.path(`${places.state}/rpm-keys`)
  const run = (...argv: readonly string[]) =>
    live.run(['rpmkeys', `--dbpath=${keyring}`, ...argv], {environment, seconds: limits.packages})
  rmSync(keyring, {recursive: true, force: true})
  mkdirSync(keyring, {recursive: true})
  const keys = new Set(plan.repositories.flatMap(({keys: all}) => all))
  for (const key of keys) {
    if (run('--import', join(packages, key)).code !== 0)
      throw new Refusal(`${sourcePlaces.packages}/${key} of the source is no key that rpm takes`)
  }
  const paths = plan.archives.map(({path}) => join(packages, path))
  for (let start = 0; start < paths.length; start += atOnce) {
    const some = paths.slice(start, start + atOnce)
    const {stdout} = run('--checksig', ...some)
    const signed = new Set(parseSigned(stdout))
    const wrong = some.find(path => !signed.has(path))
    if (wrong !== undefined)
      throw new Refusal(
        `${wrong.slice(live.source.root.length)} of the source is not signed by a key of its repository`,
      )
  }
}

/** The files of which `rpmkeys --checksig` says that signature and digests are right. */
export const parseSigned = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => /^(.*): digests signatures OK$/.exec(line)?.[1] ?? [])
