// The banner says what is true of its image, and nothing that is not.
import {type Config, defaultConfig} from '@livemode/config'
import {contentOf} from '@livemode/fixtures'
import test from 'ava'
import {banner} from './banner.ts'

const files = (config: Partial<Config>) =>
  banner({...defaultConfig, ...config}, {title: 'Debian 13', buildId: '0123456789abcdef'})

const head = [
  'Live upgrade system (Debian 13), image 0123456789abcdef.',
  'The system that is being upgraded is at /sysroot.',
]
const started =
  'The upgrade starts by itself, unless upgrade.autostart=0 is on the kernel command line:\nrun "upgrade" then. Its log is on tty1.'
const waiting =
  'The upgrade does not start by itself: run "upgrade" to start it. Its log is on tty1.'
const follow = '"upgrade --follow" shows how far it has come.'
const open = 'root logs in on the consoles without a password.'
const closed = 'No password opens this system.'
const keys = 'sshd runs: root logs in with the keys that this image was built with.'

const banners: readonly [Partial<Config>, readonly string[]][] = [
  [{}, [started, follow, closed]],
  [{autostart_upgrade_after_reboot: false}, [waiting, follow, closed]],
  [{setup_passwordless_root: true}, [started, follow, open]],
  [{setup_opensshd_with_auth_keys: '/keys'}, [started, follow, closed, keys]],
  [
    {
      autostart_upgrade_after_reboot: false,
      setup_passwordless_root: true,
      setup_opensshd_with_auth_keys: '/keys',
    },
    [waiting, follow, open, keys],
  ],
]

for (const [config, lines] of banners) {
  test(JSON.stringify(config), t => {
    const text = `${[...head, ...lines].join('\n')}\n`
    t.is(contentOf(files(config), '/etc/motd'), text)
    // agetty(8) puts in the name of the host and of the line.
    t.is(contentOf(files(config), '/etc/issue'), `${text}\n\\n \\l\n\n`)
  })
}
