import type {Config} from '@livemode/config'
import {
  deviceSupports,
  dracutModuleName,
  hasInitramfsSshd,
  sshdDracutModuleName,
} from '@livemode/live'
import type {Target} from '@livemode/userspace'
import {artifactNames} from './manifest.ts'

/** Stands in a planned command for the version of the kernel that the target userspace brings. */
export const kernelVersionToken = 'KERNEL_VERSION'

/** Where kernel and initramfs lie in their layer, under their artifacts' names. */
export const kernelPath = `/boot/${artifactNames.kernel}`
export const initramfsPath = `/boot/${artifactNames.initramfs}`

/** What a live initramfs must have: dracut leaves a module out without failing when it lacks a program. */
export const planRequiredModules = (
  config: Pick<Config, 'device_support' | 'passphrase_timeout' | 'setup_opensshd_with_auth_keys'>,
  {kernelHmac}: Pick<Target, 'kernelHmac'>,
): readonly string[] => [
  'dmsquash-live',
  'livenet',
  dracutModuleName,
  ...(hasInitramfsSshd(config) ? [sshdDracutModuleName] : []),
  // It does nothing where the machine is not in FIPS mode.
  ...(kernelHmac ? ['fips'] : []),
  ...config.device_support.flatMap(id => deviceSupports[id].dracutModules),
]

/** Left out, as Leapp does: they have no use in a live boot, or wait for devices of the build machine. */
const omittedModules = ['plymouth', 'dash', 'resume', 'ifcfg', 'earlykdump']

/**
 * The dracut command for the upgrade's initramfs, run in the target userspace (dracut(8)). It is
 * built for any machine, and fast to make: zstd at level 3.
 */
export const planInitramfs = (requiredModules: readonly string[]): readonly string[] => [
  'dracut',
  '--force',
  '--reproducible',
  '--no-hostonly',
  '--no-hostonly-default-device',
  '--lvmconf',
  '--mdadmconf',
  '--compress',
  'zstd -3 -T0 -q',
  '--omit',
  omittedModules.join(' '),
  '--add',
  requiredModules.join(' '),
  '--kver',
  kernelVersionToken,
  initramfsPath,
]
