import {hostname} from 'node:os'
import {connectEngine, Session, sweepContainers} from '@livemode/container'

/** A session on the container engine of this machine, where what a killed run has left is taken away first. */
export async function openSession(
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Session> {
  const engine = await connectEngine(environment)
  await sweepContainers(engine, {hostname: hostname()})
  return new Session(engine, {owner: {hostname: hostname(), pid: process.pid}, signal})
}
