import {posix} from 'node:path'

/** Where dracut's fips module looks for the HMAC of a kernel: beside it, hidden, under its name. */
export const hmacPathOf = (kernel: string): string =>
  posix.join(posix.dirname(kernel), `.${posix.basename(kernel)}.hmac`)

/**
 * The HMAC of a kernel for a copy of that kernel. sha512hmac(1), which compares them, finds the kernel by the name in there.
 */
export const renderHmac = (hmac: string, kernel: string): string =>
  `${hmac.trimEnd().replace(/[^/ ]*$/, '')}${posix.basename(kernel)}\n`

/** Plans the program run that does the same in a container. */
export const planHmacCopy = ({from, to}: {readonly from: string; readonly to: string}) => [
  'sh',
  '-euc',
  'sed "s|[^/ ]*$|$3|" "$1" >"$2"',
  'sh',
  hmacPathOf(from),
  hmacPathOf(to),
  posix.basename(to),
]
