import {spawn} from 'node:child_process'
import {hostname} from 'node:os'
import {connectEngine, type Engine} from '../src/engine.ts'
import {findImage, importImage, pullImage} from '../src/images.ts'
import {ownerLabel, renderOwner} from '../src/labels.ts'
import {Session} from '../src/session.ts'

const registryImage = 'debian:trixie-slim'
const bootstrapped = 'livemode/test-base:trixie-apt'

export const owner = {hostname: hostname(), pid: process.pid}

/** A session of this process. */
export async function startSession(signal: AbortSignal = new AbortController().signal) {
  return new Session(await connectEngine(process.env), {owner, signal})
}

/** A small Debian, from a registry or else from this machine's mmdebstrap. */
export async function ensureTestImage(engine: Engine): Promise<string> {
  for (const reference of [bootstrapped, registryImage]) {
    if (await findImage(engine, reference)) return reference
  }
  try {
    await pullImage(engine, registryImage, {silenceMilliseconds: 20_000})
    return registryImage
  } catch {
    const bootstrap = spawn('mmdebstrap', ['--variant=apt', '--format=tar', 'trixie', '-'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await importImage(engine, bootstrap.stdout, {reference: bootstrapped, layer: 'test'})
    return bootstrapped
  }
}

/** The containers that a process has, by id. */
export async function containersOf(engine: Engine, whose = owner): Promise<readonly string[]> {
  const label = `${ownerLabel}=${renderOwner(whose)}`
  const containers = await engine.docker.listContainers({all: true, filters: {label: [label]}})
  return containers.map(({Id}) => Id)
}
