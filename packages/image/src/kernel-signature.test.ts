// A kernel tells by its headers whether it is signed, and what is none tells nothing.
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {parseKernelSignature, readKernelSignature} from './kernel-signature.ts'

/** The headers of a kernel as the kernel's own arch/x86/boot/header.S lays them out, with a certificate table of so many bytes. */
function headers({certificates, magic = 0x20b}: {certificates: number; magic?: number}): Buffer {
  const head = Buffer.alloc(4096)
  const pe = 0x82
  head.write('MZ', 0)
  head.writeUInt32LE(pe, 0x3c)
  head.write('PE\0\0', pe)
  head.writeUInt16LE(magic, pe + 24)
  head.writeUInt32LE(certificates, pe + 24 + 112 + 36)
  return head
}

test('signed, and not', t => {
  t.true(parseKernelSignature(headers({certificates: 1984})))
  t.false(parseKernelSignature(headers({certificates: 0})))
})

test('what is no kernel for UEFI tells nothing', t => {
  t.is(parseKernelSignature(headers({certificates: 0, magic: 0x10b})), undefined)
  t.is(parseKernelSignature(Buffer.from('MZ')), undefined)
  t.is(parseKernelSignature(Buffer.alloc(4096)), undefined)
  const far = headers({certificates: 1})
  far.writeUInt32LE(0xffffff, 0x3c)
  t.is(parseKernelSignature(far), undefined)
})

test('a file, and none', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-kernel-'))
  t.teardown(() => rm(folder, {recursive: true}))
  const path = join(folder, 'vmlinuz')
  t.is(await readKernelSignature(path), undefined)
  await writeFile(path, headers({certificates: 8}))
  t.true(await readKernelSignature(path))
})
