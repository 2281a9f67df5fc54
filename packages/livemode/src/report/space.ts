import {planBootFolder} from '@livemode/bootentry'
import {type Host, locateFile, type Mount} from '@livemode/host'
import {carriesOutPlan, planRoom, type RoomNeed, sourcePlaces} from '@livemode/live'
import {type Check, type Finding, when} from './finding.ts'
import {type Situation, transactionOf} from './situation.ts'
import {megabytes, memoryForUrl} from './sizes.ts'

interface LocatedNeed extends RoomNeed {
  readonly mount: Mount
}

/** What several things need on one file system is counted together. */
export const spaceIsEnough: Check = situation => {
  const needs = located(needsOf(situation), situation)
  return byFileSystem(needs).flatMap(here => problemOf(here, situation))
}

const byFileSystem = (needs: readonly LocatedNeed[]) => [
  ...Map.groupBy(needs, ({mount}) => fileSystemOf(mount)).values(),
]

const located = (needs: readonly RoomNeed[], {host}: Situation): readonly LocatedNeed[] =>
  needs
    .filter(({bytes}) => bytes > 0)
    .map(need => ({...need, mount: locateFile(host, `${need.path}/x`).mount}))

/** Why there is no room for a snapshot besides the upgrade, a sentence; undefined where there is, or where nobody knows. */
export function findSnapshotShortage(situation: Situation): string | undefined {
  const {host} = situation
  if (host.snapshot === undefined) return undefined
  const needs = located([...needsOf(situation), ...needsOfSnapshot(situation)], situation)
  for (const here of byFileSystem(needs)) {
    const [{mount} = {mount: undefined}] = here
    const available = mount && availableOn(host, fileSystemOf(mount))
    if (available === undefined || available >= sum(here)) continue
    const target = shortest(here.map(need => need.mount.target))
    return `${target} has ${megabytes(available)} free, and upgrade and snapshot may need ${megabytes(sum(here))}`
  }
  return undefined
}

const needsOfSnapshot = ({host}: Situation): readonly RoomNeed[] =>
  Object.entries(host.snapshot?.bytes ?? {}).map(([path, bytes]) => ({
    what: 'the snapshot',
    path,
    bytes,
  }))

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

function needsOf(situation: Situation): readonly RoomNeed[] {
  const {image, sizes} = situation
  const boot = {
    what: 'kernel and initramfs',
    path: loaderFolder(situation),
    bytes: sizes.kernel + sizes.initramfs,
  }
  return [
    ...(image.kind === 'disk'
      ? [{what: 'the image', path: folderOf(image.path), bytes: sizes.image}]
      : []),
    boot,
    ...(carriesOutPlan(situation.engine) ? needsOfPackages(situation) : []),
  ]
}

/** What the upgrade of the packages needs: as it was resolved, else by estimate. */
function needsOfPackages(situation: Situation): readonly RoomNeed[] {
  const {target, sizes} = situation
  const transaction = transactionOf(situation)
  if (transaction === undefined) {
    return [
      {what: 'the packages', path: target.downloadFolder, bytes: sizes.download},
      {what: 'the upgraded packages', path: '/usr', bytes: target.sizes.growth},
      {what: 'the new kernel', path: '/boot', bytes: target.sizes.kernel + target.sizes.initramfs},
      ...espNeeds(situation, {hasLoader: false, hasKernel: true}),
    ]
  }
  const names = [...transaction.upgrade, ...transaction.new].map(one => one.package)
  return [
    {
      what: 'the packages',
      path: sourcePlaces.packages,
      bytes: sum([...transaction.indexes, ...transaction.archives]),
    },
    ...planRoom(transaction),
    ...espNeeds(situation, {
      hasLoader: names.some(name => /^(grub-efi|shim|systemd-boot)/.test(name)),
      hasKernel: names.some(name => /^linux-image-\d/.test(name)),
    }),
  ]
}

/** Where the boot loader has kernels: on the EFI system partition, if it is systemd-boot. */
const loaderFolder = ({host, loader}: Situation) =>
  loader === 'unknown' ? '/boot' : planBootFolder(loader, host)

/** What a boot loader writes there anew before it takes the old one away. */
const bootLoaderBytes = 10_000_000

/** What packages put on the EFI system partition, which they do not have in their sizes. */
function espNeeds(
  {host, mounts, target}: Situation,
  {hasLoader, hasKernel}: {hasLoader: boolean; hasKernel: boolean},
): readonly RoomNeed[] {
  const path = espOf(mounts)?.target
  if (path === undefined) return []
  const {kernel, initramfs} = target.sizes
  return [
    ...(hasLoader ? [{what: 'the boot loader', path, bytes: bootLoaderBytes}] : []),
    ...(host.loader === 'systemd-boot' && hasKernel
      ? [{what: 'the new kernel for systemd-boot', path, bytes: kernel + initramfs}]
      : []),
  ]
}

const sum = (files: readonly {readonly bytes: number}[]) =>
  files.reduce((total, {bytes}) => total + bytes, 0)

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

const espTargets = ['/efi', '/boot', '/boot/efi']

const espOf = (mounts: readonly Mount[]) =>
  espTargets
    .map(target => mounts.findLast(mount => mount.target === target && mount.fstype === 'vfat'))
    .find(mount => mount !== undefined)

/** What tells a file system from others, wherever and however often it is mounted: subvolumes share their space. */
const fileSystemOf = ({uuid, source}: Mount) => uuid ?? source.replace(/\[.*\]$/, '')

/** What the host tells of free space holds for all paths on the same file system. */
function availableOn(host: Host, fileSystem: string): number | undefined {
  const known = Object.entries(host.space).filter(
    ([path]) => fileSystemOf(locateFile(host, path).mount) === fileSystem,
  )
  return known.length === 0 ? undefined : Math.min(...known.map(([, {available}]) => available))
}

function problemOf(needs: readonly LocatedNeed[], situation: Situation): readonly Finding[] {
  const {host, sizes, mounts} = situation
  const [{mount} = {mount: undefined}] = needs
  if (mount === undefined) return []
  const target = shortest(needs.map(need => need.mount.target))
  const available = availableOn(host, fileSystemOf(mount))
  const bytes = sum(needs)
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
  const isPlanned = transactionOf(situation) !== undefined
  const isGuess = !isPlanned && carriesOutPlan(situation.engine)
  const guess = sizes.isBuilt && !isPlanned && !isGuess ? '' : ', by estimate'
  return when(available < bytes, () => ({
    id: isPlanned ? idOf(target, mounts) : 'not-enough-space',
    severity: 'inhibitor',
    sentence: `${target} has ${megabytes(available)} free, and the upgrade puts ${megabytes(bytes)} there${guess}: ${parts}`,
    remedy: isGuess
      ? `make room on ${target}, or have it told exactly: livemode resolve`
      : `make room on ${target}`,
  }))
}

const shortest = (targets: readonly string[]) =>
  targets.reduce((best, target) => (target.length < best.length ? target : best))

/** The findings of the file systems that an upgrade needs, by where they are mounted. */
const ids: readonly (readonly [RegExp, string])[] = [
  [/^\/$/, 'space-root'],
  [/^\/usr(\/|$)/, 'space-usr'],
  [/^\/var(\/|$)/, 'space-var'],
  [/^\/boot$/, 'space-boot'],
]

const idOf = (target: string, mounts: readonly Mount[]) =>
  espOf(mounts)?.target === target
    ? 'space-esp'
    : (ids.find(([pattern]) => pattern.test(target))?.[1] ?? 'not-enough-space')
