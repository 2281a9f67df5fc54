import {type Host, locateFile} from '@livemode/host'
import {type Check, type Finding, when} from './finding.ts'
import type {Situation} from './situation.ts'
import {megabytes, memoryForUrl} from './sizes.ts'

interface Need {
  readonly what: string
  readonly path: string
  readonly bytes: number
}

/** What several things need on one file system is counted together. */
export const spaceIsEnough: Check = situation => {
  const {host} = situation
  const needs = needsOf(situation).map(need => ({
    ...need,
    at: locateFile(host, need.path).mount.target,
  }))
  const targets = [...new Set(needs.map(({at}) => at))]
  return targets.flatMap(target => {
    const here = needs.filter(({at}) => at === target)
    return problemOf(here, {target, available: availableAt(host, target), situation})
  })
}

export const memoryIsEnough: Check = ({image, host, sizes}) => {
  const need = memoryForUrl(sizes)
  const isUrl = image.kind === 'url'
  return when(isUrl && host.memoryBytes < need, () => ({
    id: 'not-enough-memory',
    severity: 'inhibitor',
    sentence: `a boot from a URL has the image in memory and takes ${megabytes(need)}, and this machine has ${megabytes(host.memoryBytes)}`,
    remedy: 'boot from the disk: leave url_to_load_squashfs_from out',
  }))
}

function needsOf({image, target, sizes}: Situation): readonly Need[] {
  return [
    ...(image.kind === 'disk' ? [{what: 'the image', path: image.path, bytes: sizes.image}] : []),
    {what: 'kernel and initramfs', path: '/boot/x', bytes: sizes.kernel + sizes.initramfs},
    {what: 'the packages', path: `${target.downloadFolder}/x`, bytes: sizes.download},
  ]
}

/** What the host tells of free space holds for all paths on the same file system. */
function availableAt(host: Host, target: string): number | undefined {
  const known = Object.entries(host.space).filter(
    ([path]) => locateFile(host, path).mount.target === target,
  )
  return known.length === 0 ? undefined : Math.min(...known.map(([, {available}]) => available))
}

function problemOf(
  needs: readonly Need[],
  {
    target,
    available,
    situation,
  }: {target: string; available: number | undefined; situation: Situation},
): readonly Finding[] {
  const bytes = needs.reduce((sum, need) => sum + need.bytes, 0)
  const parts = needs.map(need => `${need.what} ${megabytes(need.bytes)}`).join(', ')
  if (available === undefined) {
    return [
      {
        id: 'space-not-known',
        severity: 'warning',
        sentence: `the free space of ${target} is not known, and the upgrade puts ${megabytes(bytes)} there (${parts})`,
        remedy: 'describe the machine anew, with the configuration that it will be upgraded with',
      },
    ]
  }
  const guess = situation.sizes.isBuilt ? '' : ', by estimate'
  return when(available < bytes, () => ({
    id: 'not-enough-space',
    severity: 'inhibitor',
    sentence: `${target} has ${megabytes(available)} free, and the upgrade puts ${megabytes(bytes)} there${guess}: ${parts}`,
    remedy: `make room on ${target}`,
  }))
}
