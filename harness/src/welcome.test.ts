// The welcome of a system is told from that of an initramfs and from everything else.
import test from 'ava'
import {parseWelcome} from './welcome.ts'

const lines: readonly [line: string, name: string | undefined][] = [
  ['Welcome to Debian GNU/Linux 13 (trixie)!', 'Debian GNU/Linux 13 (trixie)'],
  ['Welcome to Red Hat Enterprise Linux 9.4 (Plow)!', 'Red Hat Enterprise Linux 9.4 (Plow)'],
  ['[   31.17] systemd[1]: Welcome to Fedora!', 'Fedora'],
  ['Welcome to Debian GNU/Linux 13 (trixie) dracut-106-6 (Initramfs)!', undefined],
  ['Welcome to AlmaLinux 9.4 dracut-057-53.git20240104.el9 (Initramfs)!', undefined],
  ['Welcome to Debian GNU/Linux 13 (trixie) dracut-106-6!', undefined],
  ['Welcome to GRUB!', undefined],
  ['Debian GNU/Linux 13 live-upgrade ttyS0', undefined],
]

for (const [line, name] of lines) {
  test(line, t => {
    t.is(parseWelcome(line), name)
  })
}
