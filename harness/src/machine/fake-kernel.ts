/**
 * For tests: the smallest file that QEMU boots as a Linux kernel. It writes a text to the first serial
 * port and then stands still (https://docs.kernel.org/arch/x86/boot.html).
 */
export function makeFakeKernel(text: string): Buffer {
  const file = Buffer.alloc(4096)
  file[0x1f1] = 1 // one sector of set-up code behind the boot sector
  file.writeUInt16LE(0xaa55, 0x1fe)
  file.write('HdrS', 0x202)
  file.writeUInt16LE(0x0200, 0x206) // the version of the protocol
  file[0x211] = 1 // loaded high
  file.set([0xeb, program - setUp - 2], setUp) // jmp program
  file.set(printAndHalt(message - setUp), program)
  file.write(`${text}\0`, message)
  return file
}

const setUp = 0x200
const program = 0x270
const message = 0x290

const printAndHalt = (address: number) => [
  ...[0xbe, address & 0xff, address >> 8], // mov si, address
  ...[0xba, 0xf8, 0x03], // mov dx, 0x3f8
  ...[0x2e, 0xac], // next: cs lodsb
  ...[0x84, 0xc0], // test al, al
  ...[0x74, 0x03], // jz stand
  0xee, // out dx, al
  ...[0xeb, 0xf7], // jmp next
  0xf4, // stand: hlt
  ...[0xeb, 0xfd], // jmp stand
]
