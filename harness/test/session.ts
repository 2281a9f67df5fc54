import {hostname} from 'node:os'
import {connectEngine, type Owner, Session} from '@livemode/container'
import {ensureToolbox} from '@livemode/userspace'

/** This process, as the owner of what the container tests start. */
export const testOwner: Owner = {hostname: hostname(), pid: process.pid}

/** A session of the container tests, with the toolbox made. */
export async function startTestSession({signal = new AbortController().signal} = {}) {
  const session = new Session(await connectEngine(process.env), {owner: testOwner, signal})
  return {session, toolbox: await ensureToolbox(session, {log: () => {}})}
}
