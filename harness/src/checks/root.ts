import {startDeadline} from '../deadline.ts'
import {assertIdentity, readIdentity} from '../identity.ts'
import {limits} from '../limits.ts'
import {releaseOf} from '../sources/releases.ts'
import {ask, type Check, demandEqual, type Subject, waitForAnswer} from './check.ts'

/** A boot that reaches its end proves nothing: dracut boots what it finds when it does not find the image. */
export const identity = {
  description: 'the root is the very image that was built',
  run: async ({machine, manifest, config, image}) => {
    const expected = {
      buildId: manifest.buildId,
      root: 'overlay',
      lower: 'squashfs',
      target: 'verity',
      image: image.path,
      uuid: image.uuid,
    }
    const deadline = startDeadline(limits.question, 'the identity of the root')
    assertIdentity(await readIdentity(machine, deadline), expected)
    return [
      `the live system answers after ${machine.seconds.toFixed(0)} s`,
      `/ is an overlay over the squashfs ${config.squashfs_fullpath} on ${expected.uuid}, read through dm-verity, build ${expected.buildId}`,
    ]
  },
} satisfies Check

export const sourceRoot = {
  description: 'the source system is at /sysroot, where the plan says',
  run: async subject => {
    // A root of its own is mounted while other things start.
    await waitForAnswer(subject, {
      command: 'cat /sysroot/etc/os-release',
      isRight: answer => answer !== '',
      what: 'a system at /sysroot',
    })
    const where = await ask(subject, 'readlink --canonicalize /sysroot')
    demandEqual('/sysroot', {found: where, expected: subject.sourceRoot})
    return [`${await nameSystem(subject, '/sysroot')} (${where})`]
  },
} satisfies Check

export const sourceSystemRuns = {
  description: 'the source system comes up',
  run: async subject => {
    const target = 'multi-user.target'
    await subject.machine.waitForUnit(target, startDeadline(limits.boot, target))
    return [await nameSystem(subject, '')]
  },
} satisfies Check

/** Finds the source system in a folder of the machine; '' is its root. */
async function nameSystem(subject: Subject, folder: string): Promise<string> {
  const found = await ask(subject, `. ${folder}/etc/os-release && echo "$PRETTY_NAME"`)
  const {prettyName} = releaseOf(subject.source)
  demandEqual(`the system at ${folder || '/'}`, {found, expected: prettyName})
  return `${folder || '/'} is ${found}`
}
