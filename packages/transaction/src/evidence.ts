import type {AptTransaction} from '@livemode/config'
import type {Container} from '@livemode/container'
import type {Host, Observations, PackageFacts} from '@livemode/host'
import {readBrought} from './conffiles/brought.ts'
import {
  type ConffileForecast,
  findChangedConffiles,
  forecastConffiles,
  nothingForecast,
} from './conffiles/forecast.ts'
import type {Resolver} from './resolver.ts'
import {checkServices, type ServiceCheck} from './services/check.ts'

/** What is known of a source besides its packages, and what the target's programs say of it. */
export interface Evidence {
  /** The machine; undefined where only its packages were described. */
  readonly host: Host | undefined
  /** What was seen on it; undefined in descriptions that were made before anything was. */
  readonly observations: Observations | undefined
  readonly conffiles: ConffileForecast
  readonly services: readonly ServiceCheck[]
}

interface Request {
  readonly facts: PackageFacts
  readonly host?: Host
  readonly observations?: Observations
  readonly transaction: Pick<AptTransaction, 'upgrade' | 'new'>
  readonly resolver: Resolver
}

/** Asks the target's packages and programs about a source, in the container that has resolved it. */
export async function collectEvidence(container: Container, request: Request): Promise<Evidence> {
  const {facts, host, observations, transaction, resolver} = request
  if (observations === undefined) {
    return {host, observations, conffiles: nothingForecast, services: []}
  }
  const source = {facts, observations}
  const conffiles = await forecast(container, {...request, observations})
  const fetch = (versions: readonly string[]) => resolver.fetchMissing(versions)
  const services = await checkServices(container, {...source, transaction, fetch})
  return {host, observations, conffiles, services}
}

/** Only packages with a changed file are looked into: few, so that the forecast needs no whole download. */
async function forecast(
  container: Container,
  {facts, observations, transaction, resolver}: Request & {observations: Observations},
): Promise<ConffileForecast> {
  const source = {facts, observations}
  const names = new Set(findChangedConffiles(source, transaction).map(one => one.package))
  const versions = transaction.upgrade.flatMap(one => {
    const name = one.package.replace(/:.*/, '')
    return names.has(name) ? [`${name}=${one.to}`] : []
  })
  const brought =
    versions.length === 0
      ? new Map()
      : await readBrought(container, await resolver.fetchPackages([...new Set(versions)]))
  return forecastConffiles(source, {transaction, brought})
}
