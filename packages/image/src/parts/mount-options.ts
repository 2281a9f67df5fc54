/**
 * Options that would make a mount of the live system wait for ever, never be made, be made only when somebody
 * looks there, or change its device; `comment=systemd.` is what installers of Enterprise Linux 6 wrote.
 */
const dropped = [
  /^(?:x-systemd\.|comment=systemd\.)device-timeout=(?:0\w*|infinity)$/,
  /^(?:x-systemd\.|comment=systemd\.)(?:automount|idle-timeout=.*|wanted-by=.*|required-by=.*)$/,
  /^x-systemd\.(?:makefs|growfs)$/,
]

const isAutomount = (option: string) => /^(?:x-systemd\.|comment=systemd\.)automount$/.test(option)

/** These name a mount by its path, or a unit. */
const naming = /^(x-systemd\.(?:requires|after|before|requires-mounts-for))=(.*)$/

/**
 * Moves the mount options of the source below its root: the mounts that they name have other names in the
 * live system, and units of the source are not there.
 */
export function moveOptions(
  options: readonly string[],
  below: (path: string) => string,
): readonly string[] {
  const kept = options.filter(option => !dropped.some(pattern => pattern.test(option)))
  // What is mounted when somebody looks there is mounted at once.
  const wanted = options.some(isAutomount) ? kept.filter(option => option !== 'noauto') : kept
  return wanted.flatMap(option => {
    const [, name, value = ''] = naming.exec(option) ?? []
    if (name === undefined || value.startsWith('/dev/')) return [option]
    return value.startsWith('/') ? [`${name}=${below(value)}`] : []
  })
}
