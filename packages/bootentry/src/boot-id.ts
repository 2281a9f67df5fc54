import {readFile} from 'node:fs/promises'

/** What tells this boot from all others, see random(4); null where the kernel does not tell. */
export const readBootId = (): Promise<string | null> =>
  readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    text => text.trim(),
    () => null,
  )

/** Whether a machine has been started since something was done in a boot; null where nobody knows. */
export async function isStartedSince(bootId: string | null): Promise<boolean | null> {
  const now = await readBootId()
  return bootId === null || now === null ? null : bootId !== now
}
