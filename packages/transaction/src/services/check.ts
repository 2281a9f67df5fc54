import type {AptTransaction} from '@livemode/config'
import {LivemodeError} from '@livemode/config'
import type {Container} from '@livemode/container'
import type {Observations, PackageFacts, ServiceId} from '@livemode/host'
import {type ServiceChecker, serviceCheckers} from './checkers.ts'
import {layOut, unpackPackages} from './layout.ts'

/** What the target's program has said of the configuration of a service. */
export interface ServiceCheck {
  readonly id: ServiceId
  /** Not known: it could not be checked, and the lines say why. */
  readonly result: 'accepted' | 'refused' | 'unknown'
  readonly lines: readonly string[]
}

export interface ServiceCheckInput {
  readonly facts: PackageFacts
  readonly observations: Observations
  readonly transaction: Pick<AptTransaction, 'upgrade' | 'new'>
  /** Fetches packages of the target with all that they need into the container; gives their folder. */
  readonly fetch: (versions: readonly string[]) => Promise<string>
}

/** A service that is configured on the source, and its packages in the plan, `name=version`. */
interface PlannedCheck {
  readonly id: ServiceId
  readonly checker: ServiceChecker
  readonly package: string
  readonly versions: readonly string[]
}

/** The services that are configured on the source and that the plan brings. */
export function planServiceChecks({
  observations,
  transaction,
}: Pick<ServiceCheckInput, 'observations' | 'transaction'>): readonly PlannedCheck[] {
  const coming = [
    ...transaction.upgrade.map(one => ({name: one.package.replace(/:.*/, ''), version: one.to})),
    ...transaction.new.map(one => ({name: one.package.replace(/:.*/, ''), version: one.version})),
  ]
  return (Object.entries(serviceCheckers) as [ServiceId, ServiceChecker][]).flatMap(
    ([id, checker]) => {
      if (observations.services[id] === undefined) return []
      const found = coming.find(({name}) => checker.package.test(name))
      if (found === undefined) return []
      const wanted = coming.filter(one => one === found || checker.companions?.test(one.name))
      const versions = wanted.map(({name, version}) => `${name}=${version}`)
      return [{id, checker, package: found.name, versions}]
    },
  )
}

/**
 * Has the target's programs check what the services of a source are configured with, in a container of the target that
 * is thrown away afterwards. A check that cannot be made says so.
 */
export async function checkServices(
  container: Container,
  input: ServiceCheckInput,
): Promise<readonly ServiceCheck[]> {
  const all = planServiceChecks(input)
  const {fetch} = input
  const bring = async (versions: readonly string[]) => {
    if (versions.length > 0) await unpackPackages(container, await fetch(versions))
  }
  // All at once is faster; where that does not go, one does not keep the others from being checked.
  const against = await reasonAgainst(() => bring(all.flatMap(({versions}) => versions)))
  const results: ServiceCheck[] = []
  for (const planned of all) {
    const {id, versions} = planned
    const reason =
      all.length === 1 && against !== null
        ? against
        : await reasonAgainst(async () => {
            if (against !== null) await bring(versions)
            results.push({id, ...(await checkOne(container, {...input, planned}))})
          })
    if (reason !== null) results.push({id, result: 'unknown', lines: reason.split('\n')})
  }
  return results
}

/** Why something does not go; null when it does. */
async function reasonAgainst(action: () => Promise<void>): Promise<string | null> {
  try {
    await action()
    return null
  } catch (error) {
    if (error instanceof LivemodeError) return error.message
    throw error
  }
}

type Answer = Omit<ServiceCheck, 'id'>

async function checkOne(
  container: Container,
  {planned, ...input}: ServiceCheckInput & {planned: PlannedCheck},
): Promise<Answer> {
  const {id, checker, package: name} = planned
  const service = input.observations.services[id]
  if (service === undefined || service.files.length === 0 || service.omitted.length > 0) {
    const files = service?.omitted.join(', ') ?? ''
    return {result: 'unknown', lines: [`not all of its configuration could be read: ${files}`]}
  }
  await layOut(container, {checker, service, ...input})
  for (const argv of checker.commands({package: name, service})) {
    const lines = await failureOf(container, {argv, checker})
    if (lines === null) continue
    const named = service.named.find(path => lines.some(line => line.includes(path)))
    if (named === undefined) return {result: 'refused', lines}
    return {result: 'unknown', lines: [`what is in ${named} is not known here`, ...lines]}
  }
  return {result: 'accepted', lines: []}
}

/** A configuration does not name more servers than that. */
const mostServers = 200

/** What a program says of a configuration that it does not accept; null when it does. */
async function failureOf(
  container: Container,
  {argv, checker}: {argv: readonly string[]; checker: ServiceChecker},
): Promise<readonly string[] | null> {
  const known = new Set<string>()
  for (;;) {
    const {code, lines} = await run(container, argv)
    if (code === 0) return null
    const server = lines.map(line => checker.unknownServer?.exec(line)?.[1]).find(Boolean)
    if (server !== undefined && !known.has(server) && known.size < mostServers) {
      known.add(server)
      await container.exec(['sh', '-c', 'echo "127.0.0.1 $1" >>/etc/hosts', 'sh', server])
      continue
    }
    const problems = lines.filter(line => !checker.harmless?.test(line))
    const hasHarmless = problems.length < lines.length
    // What is last is that it has failed, and nothing more.
    if (hasHarmless && problems.every(line => / test failed$|still could not bind/.test(line))) {
      return null
    }
    return problems
  }
}

const limitSeconds = 60

async function run(container: Container, argv: readonly string[]) {
  const script = 'timeout "$0" "$@" 2>&1 </dev/null; echo "exit $?"'
  const {stdout} = await container.exec(['sh', '-c', script, String(limitSeconds), ...argv], {
    environment: {LC_ALL: 'C.UTF-8', PATH: '/usr/sbin:/usr/bin:/sbin:/bin'},
  })
  // What begins with it are comments, in the words of every one of these programs.
  const lines = stdout.split(/\r?\n/).filter(line => /^\s*[^#\s]/.test(line))
  const code = Number(/^exit (\d+)$/.exec(lines.pop() ?? '')?.[1] ?? 1)
  if (code === 124) lines.push(`it has not ended after ${limitSeconds} seconds`)
  return {code, lines}
}
