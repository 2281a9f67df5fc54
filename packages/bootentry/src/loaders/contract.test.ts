// Every loader makes the whole entry, as single words for a program, and leaves the default alone.
import {defaultConfig} from '@livemode/config'
import {fixture} from '@livemode/fixtures'
import {parseHost} from '@livemode/host'
import test from 'ava'
import {planBootEntry} from '../plan.ts'
import {type Loader, loaders} from './index.ts'

const entry = planBootEntry({
  config: {...defaultConfig, dracut_network: 'ip=dhcp', autostart_upgrade_after_reboot: false},
  host: parseHost(fixture('hosts/rhel-8-lvm.json'), {file: 'rhel-8-lvm'}),
  content: {
    kernel_path: '/boot/vmlinuz-upgrade.x86_64',
    initram_path: '/boot/initramfs-upgrade.x86_64.img',
    kernel_hmac_path: null,
  },
  target: {title: 'An upgrade', dracutVersion: '057', systemdVersion: '252'},
})

for (const [id, loader] of Object.entries<Loader>(loaders)) {
  test(`${id} keeps the contract`, t => {
    const steps = loader.planSteps(entry)
    const words = steps.flat()

    t.is<string, string>(loader.id, id)
    t.true(steps.every(([program]) => program !== undefined && /^[\w-]+$/.test(program)))
    t.true(words.every(word => word !== ''))

    for (const value of [entry.kernel, entry.initramfs, entry.title]) {
      t.true(words.includes(value), `${value} is not in a step`)
    }
    const said = words.flatMap(word => word.split(' '))
    for (const argument of [...entry.arguments.add, ...entry.arguments.remove]) {
      t.true(said.includes(argument), `${argument} is not in a step`)
    }
    t.deepEqual(
      words.filter(word => /default/.test(word) && word !== '--copy-default'),
      [],
    )
    t.deepEqual(loader.planSteps(entry), steps)
  })
}
