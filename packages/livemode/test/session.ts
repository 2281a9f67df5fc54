import {hostname} from 'node:os'
import {connectEngine, type Owner, Session} from '@livemode/container'

/** This process, as the owner of what tests start. */
export const testOwner: Owner = {hostname: hostname(), pid: process.pid}

/** A session of the tests, on the engine of the environment. */
export const startSession = async (): Promise<Session> =>
  new Session(await connectEngine(process.env), {
    owner: testOwner,
    signal: new AbortController().signal,
  })
