import {hostname} from 'node:os'
import {defaultConfig} from '@livemode/config'
import {connectEngine, Session} from '@livemode/container'
import type {PackageFacts} from '@livemode/host'
import {buildUserspace, ensureDebianRoot, planRequirements} from '@livemode/userspace'
import {readContainerFacts} from '../src/container-facts.ts'
import {target} from './planned.ts'

const log = () => {}

/** Whose the containers of a test are. */
export const ownerOfTest = {
  owner: {hostname: hostname(), pid: process.pid},
  signal: new AbortController().signal,
}

export const openSession = async (): Promise<Session> =>
  new Session(await connectEngine(process.env), ownerOfTest)

/** The image of the target's userspace. */
export async function ensureUserspace(session: Session): Promise<string> {
  const requirements = planRequirements(target, defaultConfig)
  return (await buildUserspace(session, {target, requirements, log})).image
}

/** The facts of a Debian 12 with these packages, read as they are on a machine, and what a script has done to it. */
export async function readDebianFacts(
  session: Session,
  {packages, script = 'true'}: {packages: readonly string[]; script?: string},
): Promise<PackageFacts> {
  const image = await ensureDebianRoot(session, {suite: 'bookworm', packages, log})
  await using container = await session.start(image, {name: 'source'})
  await container.exec(['sh', '-euc', script])
  return await readContainerFacts(container)
}
