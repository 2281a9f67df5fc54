import {containerOptions, DnfRunner} from '../package-sources/dnf/in-container.ts'
import type {RpmRepository} from '../package-sources/dnf/repository.ts'
import type {PackageManager} from './package-manager.ts'

/** As everywhere: what is asked for and what that requires, without documentation. */
export const installOptions = [
  '--assumeyes',
  '--setopt=install_weak_deps=False',
  '--nodocs',
] as const

export const dnf = {
  install: packages => [
    ['dnf', ...installOptions, 'install', '--', ...packages],
    // A folder there has in its name a checksum of its repository's address, with the password.
    ['find', '/var/cache/dnf', '-mindepth', '1', '-delete'],
    ['find', '/var/log', '-type', 'f', '-delete'],
  ],
  environment: {
    LC_ALL: 'C.UTF-8',
    // The kernel's script would make an initramfs, and an entry for a boot loader.
    KERNEL_INSTALL_BYPASS: '1',
  },
  list: ['rpm', '--query', '--all', '--queryformat', '%{NAME} %{EVR} %{ARCH}\\n'],
  // Its packages say what they are in ways of their own; each has this file, whatever the size of its pages.
  kernels: [
    'sh',
    '-euc',
    `rpm --query --all --queryformat '[%{FILENAMES}\\n]' 'kernel*' | sed -n 's|^\\(/usr\\)\\{0,1\\}/lib/modules/\\([^/]*\\)/vmlinuz$|\\2|p' | sort -u`,
  ],
  kernelPath: version => `/lib/modules/${version}/vmlinuz`,
  caches: ['var/cache/dnf', 'var/lib/dnf'],
  containerOptions,
  open: (container, sources) => DnfRunner.open(container, sources),
} satisfies PackageManager<RpmRepository>
