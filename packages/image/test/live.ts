import {type PlannedFile, program} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {planImage} from '../src/plan.ts'
import {hostOf, inputWith, machineWith} from './planned.ts'
import {putFiles, runtimeOf} from './session.ts'

const input = inputWith()
const machine = machineWith(hostOf('rhel-8-lvm-var'))

/** Where the source's root is in the live system of `startLive`. */
export const {sourceRoot} = machine

const recorded = ['systemctl', 'sysctl', 'udevadm'].map(name =>
  program(`/usr/local/bin/${name}`, '#!/bin/sh\n'),
)

/**
 * A live system with these files of a source, as far as a container can be one. What only a running system could do
 * is left out.
 */
export async function startLive(
  session: Session,
  source: readonly PlannedFile[],
): Promise<Container> {
  const live = await session.start(await runtimeOf(session, input), {name: 'test'})
  await putFiles(live, [...planImage(input).files, ...machine.files, ...recorded])
  await putFiles(
    live,
    source.map(planned => ({...planned, path: `${sourceRoot}${planned.path}`})),
  )
  return live
}

/** What a program of livemode's writes to both of its outputs, and how it ends. */
export async function run(live: Container, name: string): Promise<readonly string[]> {
  const script = `/usr/lib/livemode/${name} 2>&1; echo "code $?"`
  return (await live.exec(['sh', '-c', script])).stdout.trimEnd().split('\n')
}

export const read = async (live: Container, path: string) => (await live.exec(['cat', path])).stdout
