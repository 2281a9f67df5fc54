// The menus of both loaders give the source's kernels, by its own paths.
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {openMenu} from './menu.ts'

test('entries that are counted have a pattern for an id, and the newest comes first', t => {
  const entry = (version: string) => `version ${version}\nlinux /x/${version}/linux\n`
  const {live} = startLive(t, {
    source: {
      '/efi/loader/entries/x-6.1.0-50-amd64.conf': entry('6.1.0-50-amd64'),
      '/efi/loader/entries/x-6.12.9+deb13-amd64+3.conf': entry('6.12.9+deb13-amd64'),
      '/efi/loader/entries/x-6.12.48+deb13-amd64+2-1.conf': entry('6.12.48+deb13-amd64'),
      '/efi/loader/entries/-livemode-upgrade.conf': 'linux /livemode/vmlinuz\n',
      '/efi/loader/entries/readme.txt': entry('9'),
    },
  })
  t.deepEqual(
    openMenu({live, menu: {kind: 'entries', boot: '/efi'}})
      .entries()
      .map(({id, kernel}) => [id, kernel]),
    [
      ['x-6.12.48+deb13-amd64*.conf', '/efi/x/6.12.48+deb13-amd64/linux'],
      ['x-6.12.9+deb13-amd64*.conf', '/efi/x/6.12.9+deb13-amd64/linux'],
      ['x-6.1.0-50-amd64.conf', '/efi/x/6.1.0-50-amd64/linux'],
      ['-livemode-upgrade.conf', '/efi/livemode/vmlinuz'],
    ],
  )
})
