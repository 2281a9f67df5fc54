import {AptRunner, containerOptions} from '../package-sources/apt/in-container.ts'
import type {ArchiveRepository} from '../targets/archive.ts'
import type {PackageManager} from './package-manager.ts'

/** As in Debian's own slim images: nobody reads them during an upgrade, and they are many files. */
const documentation = ['doc', 'info', 'lintian', 'locale', 'man']

export const apt = {
  install: packages => [
    ['apt-get', 'update', '--quiet'],
    [
      'apt-get',
      'install',
      '--quiet',
      '--yes',
      '--no-install-recommends',
      '--option=Dpkg::Use-Pty=false',
      ...documentation.map(name => `--option=Dpkg::Options::=--path-exclude=/usr/share/${name}/*`),
      '--',
      ...packages,
    ],
    // What apt 2.7 and newer call distclean.
    ['find', '/var/cache/apt', '/var/lib/apt/lists', '-type', 'f', '-delete'],
  ],
  environment: {
    DEBIAN_FRONTEND: 'noninteractive',
    // The kernel's hook would make an initramfs that nobody boots.
    INITRD: 'No',
  },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is dpkg-query's.
  list: ['dpkg-query', '--show', '--showformat', '${Package} ${Version} ${Architecture}\n'],
  // Without any kernel there is no such folder.
  kernels: ['sh', '-c', 'ls /usr/lib/modules || true'],
  kernelPath: version => `/boot/vmlinuz-${version}`,
  caches: ['var/cache/apt', 'var/cache/debconf', 'var/lib/apt/lists'],
  containerOptions,
  open: (container, sources) => AptRunner.open(container, sources),
} satisfies PackageManager<ArchiveRepository>
