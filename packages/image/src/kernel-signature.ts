import {readHead} from '@livemode/host'

/** The headers of a kernel for UEFI are within the first page. */
const headBytes = 4096

/**
 * Whether a kernel is signed for Secure Boot, by whomever; undefined where there is no such file, or it is no kernel that
 * could be. See the specification of PE: what is signed has a certificate table.
 */
export async function readKernelSignature(path: string): Promise<boolean | undefined> {
  const head = await readHead(path, headBytes).catch(() => undefined)
  return head && parseKernelSignature(head)
}

/** The same of the first bytes of a kernel. */
export function parseKernelSignature(head: Buffer): boolean | undefined {
  if (head.length < 0x40 || head.toString('latin1', 0, 2) !== 'MZ') return undefined
  const header = head.readUInt32LE(0x3c)
  const optional = header + 24
  const certificates = optional + directoriesOf64Bits + 4 * directoryBytes
  if (certificates + directoryBytes > head.length) return undefined
  const isPe = head.toString('latin1', header, header + 4) === 'PE\0\0'
  if (!isPe || head.readUInt16LE(optional) !== magicOf64Bits) return undefined
  return head.readUInt32LE(certificates + 4) > 0
}

const magicOf64Bits = 0x20b

/** Where the data directories begin in the optional header; that of the certificates is the fifth. */
const directoriesOf64Bits = 112
const directoryBytes = 8
