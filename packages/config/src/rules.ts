import type {Config, SettingName} from './settings.ts'

/** A rule over several settings: gives the setting that is at fault and a sentence, or nothing. */
export type Rule = (config: Config) => {key: SettingName; what: string} | undefined

const networkBootNeedsNetwork: Rule = config =>
  config.url_to_load_squashfs_from !== null && config.dracut_network === null
    ? {
        key: 'url_to_load_squashfs_from',
        what: 'needs dracut_network as well, e.g. "ip=dhcp": the initramfs must reach the URL',
      }
    : undefined

export const rules: readonly Rule[] = [networkBootNeedsNetwork]
