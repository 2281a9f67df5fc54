import {schemeOf} from '@livemode/config'
import {type BuildCheck, type Check, when} from './finding.ts'

export const passwordlessRootIsAlone: BuildCheck = ({config}) => {
  const reachable = [
    ...(config.setup_opensshd_with_auth_keys === null ? [] : ['sshd']),
    ...(config.setup_network_manager || config.dracut_network !== null ? ['a network'] : []),
  ]
  return when(config.setup_passwordless_root && reachable.length > 0, () => ({
    id: 'passwordless-root-reachable',
    severity: 'warning',
    sentence: `root needs no password in a live system that has ${reachable.join(' and ')}`,
    remedy: 'leave setup_passwordless_root out: the keys of sshd are enough',
  }))
}

export const sshdHasNetwork: BuildCheck = ({config}) =>
  when(
    config.setup_opensshd_with_auth_keys !== null &&
      !config.setup_network_manager &&
      config.dracut_network === null,
    () => ({
      id: 'sshd-without-network',
      severity: 'warning',
      sentence: 'sshd runs in a live system that has no network',
      remedy: 'set setup_network_manager or dracut_network',
    }),
  )

/** NetworkManager asks DHCP for an address where no profile tells it another. */
export const addressesAreTakenOver: Check = ({config, host}) => {
  const addresses = config.setup_network_manager ? (host.staticAddresses ?? []) : []
  return addresses.map(({interface: name, file}) => ({
    id: 'address-not-taken-over',
    severity: 'warning',
    sentence: `${name ?? 'an interface'} has its address from ${file}, and in the live system NetworkManager asks DHCP for one`,
    remedy: `put a profile with interface-name=${name ?? 'its name'} into /etc/NetworkManager/system-connections, which is taken over`,
  }))
}

export const upgradeCanBeStarted: BuildCheck = ({config}) =>
  when(
    !config.autostart_upgrade_after_reboot &&
      !config.setup_passwordless_root &&
      config.setup_opensshd_with_auth_keys === null,
    () => ({
      id: 'nobody-starts-the-upgrade',
      severity: 'warning',
      sentence: 'the upgrade waits for somebody to start it, and nobody can log in',
      remedy: 'set setup_opensshd_with_auth_keys or setup_passwordless_root',
    }),
  )

export const urlIsServedByTarget: BuildCheck = ({config, target}) => {
  const url = config.url_to_load_squashfs_from
  const scheme = schemeOf(url ?? '')
  return when(url !== null && !target.urlSchemes.includes(scheme), () => ({
    id: 'url-scheme-not-served',
    severity: 'inhibitor',
    sentence: `the initramfs of ${target.title} does not fetch from ${scheme} URLs`,
    remedy: `use one of ${target.urlSchemes.join(', ')}`,
  }))
}

/** The kernel command line has the root hash of a manifest that is there; without one, TLS at least verifies the way. */
export const urlIsProtected: Check = ({config, verity}) => {
  const url = config.url_to_load_squashfs_from
  const scheme = schemeOf(url ?? '')
  return when(url !== null && scheme !== 'https' && verity === undefined, () => ({
    id: 'image-transfer-not-protected',
    severity: 'warning',
    sentence: `the image comes over ${scheme}: whoever is on the way can put another one in its place, which is refused, and the upgrade does not begin`,
    remedy:
      'use an https URL, or name the folder of its artifacts with --out: the root hash of their manifest goes onto the kernel command line',
  }))
}

export const urlHasNoPassword: BuildCheck = ({config}) =>
  when(/^[a-z]+:\/\/[^/@]*:[^/@]*@/i.test(config.url_to_load_squashfs_from ?? ''), () => ({
    id: 'url-with-password',
    severity: 'warning',
    sentence:
      'the URL has a password in it, which everybody on the machine can read in /proc/cmdline',
    remedy: 'serve the image without a password, to this machine only',
  }))

export const bootDeviceIsNamed: BuildCheck = ({config}) => {
  const words = config.dracut_network?.split(/\s+/) ?? []
  const addresses = words.filter(word => word.startsWith('ip='))
  const isNamed = words.some(word => word.startsWith('bootdev='))
  return when(addresses.length > 1 && !isNamed, () => ({
    id: 'boot-device-not-named',
    severity: 'warning',
    sentence: `dracut_network has ${addresses.length} times ip= and no bootdev=, without which some initramfs refuse to boot`,
    remedy: 'add bootdev= with the interface that reaches the server',
  }))
}
