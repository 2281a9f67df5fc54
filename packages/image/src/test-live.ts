import type {PlannedFile} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {program} from './parts/part.ts'
import {planImage} from './plan.ts'
import {hostOf, inputWith} from './planned.ts'
import {putFiles, userspaceOf} from './test-session.ts'

const input = inputWith({}, {host: hostOf('rhel-8-lvm-var')})

/** For tests: where the source's root is in the live system of `startLive`. */
export const sourceRoot = '/run/upgrade'

const calls = '/run/calls'
const recorder = `#!/bin/sh\necho "\${0##*/} $*" >>${calls}\n`
const recorded = ['systemctl', 'sysctl', 'udevadm'].map(name =>
  program(`/usr/local/bin/${name}`, recorder),
)

/**
 * For tests: a live system with these files of a source, as far as a container can be one. What only a
 * running system could do is recorded instead.
 */
export async function startLive(
  session: Session,
  source: readonly PlannedFile[],
): Promise<Container> {
  const {image} = await userspaceOf(session, input)
  const live = await session.start(image, {name: 'test'})
  await putFiles(live, planImage(input).files)
  await putFiles(live, recorded)
  await putFiles(
    live,
    source.map(planned => ({...planned, path: `${sourceRoot}${planned.path}`})),
  )
  return live
}

/** For tests: what a program of livemode's writes to both of its outputs, and how it ends. */
export async function run(live: Container, name: string): Promise<readonly string[]> {
  const script = `/usr/lib/livemode/${name} 2>&1; echo "code $?"`
  return (await live.exec(['sh', '-c', script])).stdout.trimEnd().split('\n')
}

export const read = async (live: Container, path: string) => (await live.exec(['cat', path])).stdout

/** For tests: which programs of the running system were called, with their arguments. */
export const readCalls = async (live: Container): Promise<readonly string[]> =>
  (await live.exec(['sh', '-c', `touch ${calls}; cat ${calls}`])).stdout.split('\n').slice(0, -1)
