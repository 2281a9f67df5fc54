import {type Config, isPrintableAscii, LivemodeError} from '@livemode/config'
import {
  type ImageVerity,
  kernelArguments,
  limits,
  type OpenedDevice,
  planNetworkArguments,
  planUnlocking,
} from '@livemode/live'
import {planDracutArguments} from './dracut-arguments.ts'
import type {CommandLineInput} from './entry.ts'
import {planFipsArguments} from './fips.ts'
import {planImageArguments} from './image-arguments.ts'

/**
 * Plans the kernel arguments of the live boot, in the order in which they are added.
 *
 * Throws `CONFIG_INVALID` when one of them would fall apart on the command line.
 */
export function planAddedArguments(input: CommandLineInput): readonly string[] {
  const {config, target, verity} = input
  const opened = planUnlocking(config, input)
  const image = planImageArguments(input.image, opened)
  const added = [
    ...image.root,
    // The upgrade writes to the device that the image lies on.
    'rw',
    // The policy of the source does not know the target's programs.
    'enforcing=0',
    // The console shows the upgrade.
    'rd.plymouth=0',
    'plymouth.enable=0',
    ...upgradeArguments(input, opened),
    // The initramfs boots this image and no other.
    ...(verity === undefined ? [] : verityArguments(verity)),
    ...planFipsArguments(input),
    ...networkArguments(input),
    ...image.devices,
    ...opened.flatMap(unlockArguments),
    ...planDracutArguments(target, {
      isUnattended: config.autostart_upgrade_after_reboot,
      isRootOpen: config.setup_passwordless_root,
    }),
  ]
  added.forEach(assertOneWord)
  return added
}

const upgradeArguments = (
  {config, image}: CommandLineInput,
  opened: readonly OpenedDevice[],
): readonly string[] => [
  `${kernelArguments.autostart}=${config.autostart_upgrade_after_reboot ? 1 : 0}`,
  ...(config.capture_upgrade_strace_into === null
    ? []
    : [`${kernelArguments.strace}=${config.capture_upgrade_strace_into}`]),
  ...[initramfsTimeout(config, {image, isAsked: opened.some(device => device.isAsked)})].flatMap(
    seconds => (seconds === null ? [] : [`${kernelArguments.initramfsTimeout}=${seconds}`]),
  ),
]

/** Who is asked has their time beside that of the machine. */
function initramfsTimeout(
  {initramfs_timeout, passphrase_timeout}: Config,
  {image, isAsked}: {image: CommandLineInput['image']; isAsked: boolean},
): number | null {
  if (!isAsked) return initramfs_timeout
  const usual = image.kind === 'url' ? limits.initramfsUrl : limits.initramfsDisk
  return (initramfs_timeout ?? usual) + (passphrase_timeout ?? 0)
}

const verityArguments = ({rootHash, hashOffset}: ImageVerity): readonly string[] => [
  `${kernelArguments.imageRootHash}=${rootHash}`,
  `${kernelArguments.imageHashOffset}=${hashOffset}`,
]

/** systemd-cryptsetup-generator(8) opens these devices, and dracut(8) waits for them. */
const unlockArguments = ({name, container, options}: OpenedDevice): readonly string[] => [
  `rd.luks.uuid=${container}`,
  `rd.luks.name=${container}=${name}`,
  ...(options.length === 0 ? [] : [`rd.luks.options=${container}=${options.join(',')}`]),
]

/** An image on a disk needs no network, so that dracut starts it only when told to. */
function networkArguments(input: CommandLineInput): readonly string[] {
  const words = planNetworkArguments(input)
  const isTold = words.length === 0 || words.some(word => word.startsWith('rd.neednet='))
  return isTold ? words : [...words, 'rd.neednet=1']
}

/** dracut's scripts split the command line at every space and know no quotes. */
function assertOneWord(argument: string): void {
  const why = /[\s"]/.test(argument)
    ? 'it has a space or a double quote in it'
    : isPrintableAscii(argument)
      ? undefined
      : 'it has a character in it that is not printable ASCII'
  if (why === undefined) return
  throw new LivemodeError('CONFIG_INVALID', `${argument} cannot be a kernel argument: ${why}`, {
    hint: 'choose another path or URL in livemode.yaml',
  })
}
