import {hostname} from 'node:os'
import type {PlannedFile} from '@livemode/config'
import {type Container, connectEngine, packFiles, Session} from '@livemode/container'
import {buildUserspace, ensureToolbox, planRequirements, type Userspace} from '@livemode/userspace'
import {withParents} from './contents.ts'
import type {ImageInput} from './plan.ts'

const log = () => {}

/** For tests: a session of this process. */
export async function startSession(): Promise<Session> {
  const owner = {hostname: hostname(), pid: process.pid}
  const {signal} = new AbortController()
  return new Session(await connectEngine(process.env), {owner, signal})
}

/** For tests: the userspace of an image, made if need be. */
export const userspaceOf = (session: Session, {target, config}: ImageInput): Promise<Userspace> =>
  buildUserspace(session, {target, requirements: planRequirements(target, config), log})

/** For tests: a container of the toolbox. */
export const startToolbox = async (session: Session): Promise<Container> =>
  session.start(await ensureToolbox(session, {log}), {name: 'test'})

// The engine mounts its own files there.
const mounted = ['/etc/hostname', '/etc/hosts', '/etc/resolv.conf']

/** For tests: puts planned files into a container. */
export async function putFiles(container: Container, files: readonly PlannedFile[]): Promise<void> {
  const others = files.filter(({path}) => !mounted.includes(path))
  const tar = await packFiles(withParents(others, new Set()), {modificationTime: new Date(0)})
  await container.putTar(tar, '/')
}
