/** The folder with the state of a machine's TPM, inside its container. */
export const tpmPlace = '/tpm'

const socket = '/run/tpm.socket'

/** QEMU's side of a TPM 2.0 that swtpm(8) emulates. */
export const renderTpm = (): readonly string[] => [
  ...['-chardev', `socket,id=tpm,path=${socket}`],
  ...['-tpmdev', 'emulator,id=tpm,chardev=tpm'],
  ...['-device', 'tpm-tis,tpmdev=tpm'],
]

const emulator = `swtpm socket --tpm2 --tpmstate dir=${tpmPlace} --ctrl type=unixio,path=${socket} --daemon`

/** QEMU with the emulator beside it, which listens before QEMU asks. */
export const withTpm = (argv: readonly string[]): readonly string[] => [
  'sh',
  '-c',
  `${emulator} && exec "$@"`,
  'sh',
  ...argv,
]
