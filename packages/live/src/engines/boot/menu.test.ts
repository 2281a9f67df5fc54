// The menus of both loaders give the source's kernels, by its own paths.
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {openMenu} from './menu.ts'

test('the newest entry comes first, and that of the trial is none of them', t => {
  const entry = (version: string) => `version ${version}\nlinux /x/${version}/linux\n`
  const {live} = startLive(t, {
    source: {
      '/efi/loader/entries/x-6.1.0-50-amd64.conf': entry('6.1.0-50-amd64'),
      '/efi/loader/entries/x-6.12.9+deb13-amd64+3.conf': entry('6.12.9+deb13-amd64'),
      '/efi/loader/entries/x-6.12.48+deb13-amd64+2-1.conf': entry('6.12.48+deb13-amd64'),
      '/efi/loader/entries/-livemode-upgrade.conf': 'linux /livemode/vmlinuz\n',
      '/efi/loader/entries/-livemode-trial.conf': entry('6.12.48+deb13-amd64'),
      '/efi/loader/entries/readme.txt': entry('9'),
    },
  })
  const trial = {id: '-livemode-trial.conf', file: '/efi/loader/entries/-livemode-trial.conf'}
  const menu = {kind: 'entries', boot: '/efi', trial} as const
  t.deepEqual(
    openMenu({live, menu})
      .entries()
      .map(({kernel}) => kernel),
    [
      '/efi/x/6.12.48+deb13-amd64/linux',
      '/efi/x/6.12.9+deb13-amd64/linux',
      '/efi/x/6.1.0-50-amd64/linux',
      '/efi/livemode/vmlinuz',
    ],
  )
})
