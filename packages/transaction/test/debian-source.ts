import {execFile} from 'node:child_process'
import {mkdtemp} from 'node:fs/promises'
import {hostname} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {defaultConfig} from '@livemode/config'
import {connectEngine, Session} from '@livemode/container'
import {type PackageFacts, readPackageFacts} from '@livemode/host'
import {buildUserspace, ensureDebianRoot, planRequirements} from '@livemode/userspace'
import {target} from './planned.ts'

const log = () => {}

export async function openSession(): Promise<Session> {
  const owner = {hostname: hostname(), pid: process.pid}
  const {signal} = new AbortController()
  return new Session(await connectEngine(process.env), {owner, signal})
}

/** The image of the target's userspace. */
export async function ensureUserspace(session: Session): Promise<string> {
  const requirements = planRequirements(target, defaultConfig)
  return (await buildUserspace(session, {target, requirements, log})).image
}

const paths = [
  'etc/apt',
  'etc/dpkg',
  'etc/os-release',
  'usr/lib/os-release',
  'usr/share/keyrings',
  'var/lib/dpkg/status',
  'var/lib/dpkg/info',
  'var/lib/dpkg/diversions',
]

/** The facts of a Debian 12 with these packages, read as they are on a machine, and what a script has done to it. */
export async function readDebianFacts(
  session: Session,
  {
    folder,
    packages,
    script = 'true',
  }: {folder: string; packages: readonly string[]; script?: string},
): Promise<PackageFacts> {
  const image = await ensureDebianRoot(session, {suite: 'bookworm', packages, log})
  await using container = await session.start(image, {name: 'source'})
  await container.exec(['sh', '-euc', script])
  await container.exec(['tar', '-C', '/', '-cf', '/facts.tar', ...paths])
  const tree = await mkdtemp(join(folder, 'root-'))
  const tar = `${tree}.tar`
  await container.copyFileTo('/facts.tar', tar)
  await promisify(execFile)('tar', ['-C', tree, '-xf', tar])
  return readPackageFacts({root: tree})
}
