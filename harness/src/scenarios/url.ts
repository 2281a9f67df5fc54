import {machines} from '../sources/machines.ts'
import {networks} from '../sources/networks.ts'
import type {SourceMachine} from '../sources/source-machine.ts'
import {alwaysTrue} from './boots.ts'
import type {Scenario} from './scenario.ts'

/** One image for all machines: what is theirs comes with the initramfs. */
const fromUrl = (source: SourceMachine, layout: string): Scenario => ({
  description: `boots the live image from a URL, on a machine with ${layout}`,
  tags: [],
  source,
  settings: {
    url_to_load_squashfs_from: 'http://10.0.2.100/live-upgrade.img',
    dracut_network: 'ip=dhcp',
  },
  // The image is in it.
  memoryMebibytes: 3072,
  networks: [networks.withServer],
  fault: undefined,
  boots: [
    {
      name: 'live',
      system: 'live',
      checks: [...alwaysTrue, 'upgrade', 'after-mounts', 'source-cmdline'],
      end: 'power-off',
    },
  ],
})

export const urlExt4 = fromUrl({...machines.ext4, hostname: 'source-url-ext4'}, 'one file system')

export const urlSeparateVar = fromUrl(
  {...machines.separateVar, hostname: 'source-url-var'},
  'a /var of its own',
)
