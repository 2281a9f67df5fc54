import type {KernelPrograms} from './kernel-programs.ts'

const addKernel = (version: string) => [
  ...['kernel-install', 'add', version, `/lib/modules/${version}/vmlinuz`],
]

/** Those of Enterprise Linux: kernel-install has dracut make the initramfs, and the entry, of whatever loader. */
export const elKernelPrograms: KernelPrograms = {
  initramfs: null,
  list: path => ['/usr/bin/lsinitrd', path],
  isInit: line => /(^| )init( -> .*)?$/.test(line),
  addEntry: {grub: addKernel, entries: addKernel},
}
