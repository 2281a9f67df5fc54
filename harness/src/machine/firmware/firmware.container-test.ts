// UEFI starts, with and without Secure Boot, and keeps what it finds in its variables.
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Session} from '@livemode/container'
import test from 'ava'
import {startTestSession, testOwner} from '../../../test/session.ts'
import {startDeadline} from '../../deadline.ts'
import {accelerators} from '../accelerators/index.ts'
import {Machine} from '../machine.ts'
import type {FirmwareId} from './index.ts'
import {makeVariables} from './variables.ts'

let session: Session
let toolbox: string
let folder: string

test.before(async () => {
  ;({session, toolbox} = await startTestSession())
  folder = await mkdtemp(join(tmpdir(), 'livemode-test-'))
})
test.after.always(async () => {
  await session[Symbol.asyncDispose]()
  await rm(folder, {recursive: true})
})

/** Starts a machine without a disk, until it has looked for something to boot. */
async function start(firmware: FirmwareId, variables: string | undefined) {
  const {engine, signal} = session
  await using machine = await Machine.boot({
    host: {engine, owner: testOwner, toolbox, accelerator: accelerators.tcg, signal},
    firmware,
    variables,
    memoryMebibytes: 256,
    consoleFile: join(folder, `${firmware}.txt`),
  })
  await machine.waitForConsole(/^BdsDxe: /, startDeadline(120, firmware))
  await machine.powerCut(startDeadline(60, 'the power cut'))
}

for (const firmware of ['uefi', 'uefi-secure-boot'] as const) {
  test(`${firmware}: starts, and remembers`, async t => {
    const request = {firmware, toolbox, folder, name: `${firmware}.fd`}
    const variables = await makeVariables(session, request)
    const fresh = await readFile(variables ?? '')
    await start(firmware, variables)
    t.notDeepEqual(await readFile(variables ?? ''), fresh)
  })
}

test('a BIOS has no variables', async t => {
  const request = {firmware: 'bios', toolbox, folder, name: 'bios.fd'} as const
  t.is(await makeVariables(session, request), undefined)
})
