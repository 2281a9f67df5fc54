import {dirname} from 'node:path'
import {flattenMounts, type Mount, parseKernelCommandLine, parseMountinfo} from '@livemode/host'
import {type ImageFacts, type MachineFacts, parseImageFacts, parseMachineFacts} from '../facts.ts'
import {kernelArguments, places, sourcePlaces} from '../tables/places.ts'
import type {LiveSystem} from './live-system.ts'

/** What this live boot is: its image, its machine, and what the kernel command line asks for. */
export interface Boot {
  readonly image: ImageFacts
  /** Undefined where the machine's part has not arrived, and why. */
  readonly machine: MachineFacts | undefined
  readonly machineProblem: string
  readonly isAutostart: boolean
  /** The file of the source to trace the upgrade into, as the kernel command line names it; empty for none. */
  readonly strace: string | undefined
  /** The folder of the image on the device that dmsquash-live has mounted; undefined for a download. */
  readonly imageFolder: string | undefined
}

/** Reads what this live boot is. Throws when the image does not say what it is: it is none of livemode's. */
export function readBoot(live: LiveSystem): Boot {
  const image = parseImageFacts(live.readText(places.imageFacts) ?? '')
  return {
    image,
    ...readMachine(live, image),
    isAutostart: argumentOf(live, kernelArguments.autostart) !== '0',
    strace: argumentOf(live, kernelArguments.strace),
    imageFolder: readImageFolder(live),
  }
}

/** The initramfs has noted where the image is that it has checked. */
function readImageFolder(live: LiveSystem): string | undefined {
  const image = live.readText(`${places.initramfsState}/image`)?.trim()
  return image?.startsWith(`${places.liveDevice}/`) ? dirname(image) : undefined
}

/** The value of an argument on the live system's own kernel command line, the last of several. */
export function argumentOf(live: LiveSystem, name: string): string | undefined {
  const text = live.readText(places.liveCmdline) ?? live.readText('/proc/cmdline') ?? ''
  return parseKernelCommandLine(text).findLast(one => one.name === name)?.value ?? undefined
}

function readMachine(
  live: LiveSystem,
  {buildId}: ImageFacts,
): Pick<Boot, 'machine' | 'machineProblem'> {
  const none = (machineProblem: string) => ({machine: undefined, machineProblem})
  const text = live.readText(places.machineFacts)
  if (text === undefined) {
    return none(
      'the initramfs has brought no machine’s part: this image is not installed on a machine',
    )
  }
  try {
    const machine = parseMachineFacts(text)
    if (machine.buildId === buildId) return {machine, machineProblem: ''}
    return none(`the machine’s part is for image ${machine.buildId}, and this is ${buildId}`)
  } catch {
    return none(`the machine’s part cannot be read: ${places.machineFacts}`)
  }
}

/** What is mounted in the live system. */
export const readMounts = (live: LiveSystem): readonly Mount[] =>
  flattenMounts(
    parseMountinfo(live.readText('/proc/self/mountinfo') ?? '', {file: '/proc/self/mountinfo'}),
  )

/** The source's own kernel command line: as its disk has it, else as the machine's part has it, without secrets. */
export const readSourceCmdline = (live: LiveSystem): string =>
  (live.source.readText(sourcePlaces.cmdline) ?? live.readText(places.sourceCmdline) ?? '').trim()
