import type {DnfTransaction, Finding} from '@livemode/config'
import {LivemodeError} from '@livemode/config'
import {type Container, packTar, type Session} from '@livemode/container'
import {installedQuery, parseInstalled} from '@livemode/host'
import {assets, keyOf, remainingOf, renderRequest} from '@livemode/live'
import {packagesFolder} from '../packages-folder.ts'
import {readConfigurationFiles} from './configuration-files.ts'
import {checkClashes, checkForecast} from './downloaded-findings.ts'
import {forecastRpm} from './forecast.ts'
import {type RpmSource, readRpmSource} from './rpm-source.ts'

const place = {
  source: '/livemode-source',
  packages: '/livemode-packages',
  state: '/livemode-state',
  program: '/livemode-check/dnf-transaction',
  request: '/livemode-check/request.json',
} as const

const atOnce = 200

/**
 * Has rpm of the target's userspace test the very transaction that the live system carries out, and looks into the packages for what
 * becomes of configurations and services. Nothing is found where the source is not known any more.
 */
export async function checkDownloadedRpms(
  session: Session,
  {
    userspaceImage,
    out,
    transaction,
  }: {
    readonly userspaceImage: string
    readonly out: string
    readonly transaction: DnfTransaction
  },
): Promise<readonly Finding[]> {
  const source = await readRpmSource(out)
  if (source === undefined) return []
  await using container = await session.start(userspaceImage, {
    name: 'check',
    binds: {[packagesFolder(out)]: `${place.packages}:ro`},
  })
  await putSource(container, source)
  const ofSource = `--dbpath=${place.source}${source.database}`
  const clashes = await testTransaction(container, {transaction, source, ofSource})
  const files = transaction.archives.map(({path}) => `${place.packages}/${path}`)
  const contents = {
    recorded: await readConfigurationFiles(container, [ofSource, '--all']),
    brought: await readPackages(files, argv => readConfigurationFiles(container, argv)),
    goingUnits: await readUnits(container, [ofSource, ...goingOf(transaction)]),
    comingUnits: await readPackages(files, argv => readUnits(container, argv)),
  }
  return [...clashes, ...checkForecast(forecastRpm(transaction, {seen: source.seen, contents}))]
}

const goingOf = ({upgrade, remove}: DnfTransaction) =>
  [...upgrade, ...remove].map(one => one.package)

async function putSource(container: Container, {database, files}: RpmSource): Promise<void> {
  const named = [...files].map(
    ([name, content]) => [`${place.source}${database}/${name}`.slice(1), content] as const,
  )
  const program = Buffer.from(assets.read('dnf-transaction'))
  await container.putTar(
    await packTar(new Map([...named, [place.program.slice(1), program] as const])),
    '/',
  )
  await container.exec(['chmod', '0755', place.program])
}

/** What rpm says against it; that a container has no room says nothing of the machine. */
async function testTransaction(
  container: Container,
  {
    transaction,
    source,
    ofSource,
  }: {
    readonly transaction: DnfTransaction
    readonly source: RpmSource
    readonly ofSource: string
  },
): Promise<readonly Finding[]> {
  const {stdout} = await container.exec(['rpm', ofSource, ...installedQuery])
  const present = new Set(parseInstalled(stdout).map(keyOf))
  const request = renderRequest(
    {
      ...{root: place.source, packages: place.packages, state: place.state},
      database: source.database,
    },
    {plan: transaction, remaining: remainingOf(transaction, {present, isInterrupted: false})},
  )
  const tar = await packTar(new Map([[place.request.slice(1), Buffer.from(request)]]))
  await container.putTar(tar, '/')
  const lines: string[] = []
  try {
    await container.exec([place.program, place.request, 'test', '--no-room'], {
      environment: {LC_ALL: 'C.UTF-8'},
      onLine: line => lines.push(line),
    })
    return []
  } catch (error) {
    const found = checkClashes(lines.join('\n'))
    if (!(error instanceof LivemodeError) || found.length === 0) throw error
    return found
  }
}

/** What is read of the packages in files, as many at once as a command line has room for. */
async function readPackages<T>(
  files: readonly string[],
  read: (argv: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const all: T[] = []
  for (let start = 0; start < files.length; start += atOnce)
    all.push(...(await read(['--package', ...files.slice(start, start + atOnce)])))
  return all
}

/** The paths of systemd's units among the files of packages. */
async function readUnits(
  container: Container,
  argv: readonly string[],
): Promise<readonly string[]> {
  if (argv.length < 2) return []
  const script =
    'rpm --query --list "$@" >/tmp/livemode-files; grep "/lib/systemd/system/[^/]*$" /tmp/livemode-files || :'
  const {stdout} = await container.exec(['sh', '-euc', script, 'sh', ...argv])
  return stdout.split('\n').filter(line => line !== '')
}
