interface FakeKernel {
  /** Whether it then writes back what it reads, from the keyboard and from the first serial port. */
  readonly echo?: boolean
}

/**
 * The smallest file that QEMU boots as a Linux kernel. It writes a text to the first serial
 * port and then stands still, or is an echo (https://docs.kernel.org/arch/x86/boot.html).
 */
export function makeFakeKernel(text: string, {echo = false}: FakeKernel = {}): Buffer {
  const file = Buffer.alloc(4096)
  file[0x1f1] = 1 // one sector of set-up code behind the boot sector
  file.writeUInt16LE(0xaa55, 0x1fe)
  file.write('HdrS', 0x202)
  file.writeUInt16LE(0x0200, 0x206) // the version of the protocol
  file[0x211] = 1 // loaded high
  file.set([0xeb, program - setUp - 2], setUp) // jmp program
  file.set([...print(message - setUp), ...(echo ? echoForEver : haltForEver)], program)
  file.write(`${text}\0`, message)
  return file
}

const setUp = 0x200
const program = 0x270
const message = 0x2c0

const print = (address: number) => [
  ...[0xbe, address & 0xff, address >> 8], // mov si, address
  ...[0xba, 0xf8, 0x03], // mov dx, 0x3f8
  ...[0x2e, 0xac], // next: cs lodsb
  ...[0x84, 0xc0], // test al, al
  ...[0x74, 0x03], // jz end
  0xee, // out dx, al
  ...[0xeb, 0xf7], // jmp next; end:
]

const haltForEver = [
  0xf4, // stand: hlt
  ...[0xeb, 0xfd], // jmp stand
]

/** A key without a character, as the function keys are, is written as its scan code. */
const echoForEver = [
  0xfb, // sti: the firmware reads the keyboard
  ...[0xb4, 0x01, 0xcd, 0x16], // look: int 0x16, is there a key?
  ...[0x74, 0x0e], // jz serial
  ...[0xb4, 0x00, 0xcd, 0x16], // int 0x16, take the key
  ...[0x84, 0xc0], // test al, al
  ...[0x75, 0x02], // jnz write
  ...[0x88, 0xe0], // mov al, ah
  ...[0xba, 0xf8, 0x03, 0xee], // write: out 0x3f8, al
  ...[0xba, 0xfd, 0x03, 0xec], // serial: in al, 0x3fd
  ...[0xa8, 0x01], // test al, 1
  ...[0x74, 0xe4], // jz look
  ...[0xba, 0xf8, 0x03, 0xec], // in al, 0x3f8
  0xee, // out dx, al
  ...[0xeb, 0xdd], // jmp look
]
