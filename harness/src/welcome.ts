/**
 * The name of the system that systemd welcomes on the console, once the root file system has been
 * entered; undefined for any other line, and for the welcome of the initramfs and of GRUB.
 */
export function parseWelcome(text: string): string | undefined {
  const [, name] = /Welcome to (.+)!$/.exec(text) ?? []
  return name === undefined || /dracut|initramfs|^GRUB$/i.test(name) ? undefined : name
}
