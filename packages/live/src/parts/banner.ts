import type {Config, PlannedFile} from '@livemode/config'
import {file} from './part.ts'

/** What a person reads who comes to a console of the live system; only what is true of this image. */
export function banner(config: Config, {title, buildId}: {title: string; buildId: string}) {
  const lines = [
    `Live upgrade system (${title}), image ${buildId}.`,
    'The system that is being upgraded is at /sysroot.',
    config.autostart_upgrade_after_reboot
      ? 'The upgrade starts by itself, unless upgrade.autostart=0 is on the kernel command line:\nrun "upgrade" then. Its log is on tty1.'
      : 'The upgrade does not start by itself: run "upgrade" to start it. Its log is on tty1.',
    '"upgrade --follow" shows how far it has come.',
    config.setup_passwordless_root
      ? 'root logs in on the consoles without a password.'
      : 'No password opens this system.',
    ...(config.setup_opensshd_with_auth_keys === null
      ? []
      : ['sshd runs: root logs in with the keys that this image was built with.']),
  ]
  const text = `${lines.join('\n')}\n`
  return [file('/etc/issue', `${text}\n\\n \\l\n\n`), file('/etc/motd', text)] as PlannedFile[]
}
