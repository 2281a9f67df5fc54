import {hostname} from 'node:os'
import type {PlannedFile} from '@livemode/config'
import {type Container, connectEngine, packFiles, Session} from '@livemode/container'
import {buildUserspace, ensureToolbox, planRequirements, type Userspace} from '@livemode/userspace'
import {withParents} from '../src/contents.ts'
import type {ImageInput} from '../src/plan.ts'
import {ensureRuntime} from '../src/runtime.ts'

const log = () => {}

/** A session of this process. */
export async function startSession(): Promise<Session> {
  const owner = {hostname: hostname(), pid: process.pid}
  const {signal} = new AbortController()
  return new Session(await connectEngine(process.env), {owner, signal})
}

/** The userspace of an image, made if need be. */
export const userspaceOf = (session: Session, {target, config}: ImageInput): Promise<Userspace> =>
  buildUserspace(session, {target, requirements: planRequirements(target, config), log})

/** The userspace of an image with the Node of this process in it, as an image; made if need be. */
export const runtimeOf = async (session: Session, input: ImageInput): Promise<string> =>
  ensureRuntime(session, {
    userspace: await userspaceOf(session, input),
    node: {version: process.version, file: process.execPath},
  })

/** A container of the toolbox. */
export const startToolbox = async (session: Session): Promise<Container> =>
  session.start(await ensureToolbox(session, {log}), {name: 'test'})

// The engine mounts its own files there.
const mounted = ['/etc/hostname', '/etc/hosts', '/etc/resolv.conf']

/** Puts planned files into a container. */
export async function putFiles(container: Container, files: readonly PlannedFile[]): Promise<void> {
  const others = files.filter(({path}) => !mounted.includes(path))
  const tar = await packFiles(withParents(others, new Set()), {modificationTime: new Date(0)})
  await container.putTar(tar, '/')
}
