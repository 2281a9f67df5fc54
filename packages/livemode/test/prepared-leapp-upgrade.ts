import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {file, program} from '@livemode/config'
import type {Session} from '@livemode/container'
import {ensureRelease, ensureSystem} from '@livemode/fixture-linux'
import {preparedLeappRun, type WrittenLeappRun, writeLeappDatabase} from '@livemode/fixtures'
import {leappPlaces, leappUserspace} from '@livemode/host'
import {sourcePlaces} from '@livemode/live'
import {ensureToolbox, planElSources} from '@livemode/userspace'
import {LiveContainer} from './live-container.ts'

const log = () => {}

/** What both have: a system that is started by systemd, and a Python for what stands for Leapp. */
const system = ['dnf', 'findutils', 'fixture-release', 'systemd', 'tar', 'util-linux']

/** What the live system of the tests has besides what the container's engine gives; what hands capabilities on takes it away by default. */
export const handedOn = 'SYS_PACCT'

/** The images of a source of Fixture Linux 8, and of a live system of Fixture Linux 9. */
export interface LeappImages {
  readonly root: string
  readonly runtime: string
}

export async function ensureLeappImages(session: Session): Promise<LeappImages> {
  const from = await ensureToolbox(session, {log})
  const make = async (id: '8' | '9', packages: readonly string[]) => {
    const image = await ensureRelease(session, {id, from, log})
    return ensureSystem(session, {id, image, packages, log})
  }
  return {root: await make('8', system), runtime: await make('9', [...system, 'systemd-container'])}
}

/** A live system whose source has a stand-in for Leapp, with a database as it wants a reboot; `fault` is the stand-in's. */
export async function startLeappUpgrade(
  session: Session,
  {
    images,
    run = preparedLeappRun,
    fault,
  }: {
    readonly images: LeappImages
    readonly run?: WrittenLeappRun
    readonly fault?: Readonly<Record<string, string | number>>
  },
): Promise<LiveContainer> {
  const live = await LiveContainer.start({
    ...images,
    ...{session, targetId: 'el-9', engine: 'leapp', node: process.execPath},
    sources: planElSources([]),
    capabilities: [handedOn],
  })
  const text = await readFile(new URL('leapp-stand-in.py', import.meta.url), 'utf8')
  const userspace = `/sysroot${leappUserspace('9')}`
  const cmdline = 'root=UUID=11111111-2222-3333-4444-555555555555 ro quiet'
  await live.put([
    program(`/sysroot${leappPlaces.program}`, text),
    program(`${userspace}/usr/bin/dnf`, ''),
    file(`${userspace}/var/cache/dnf/BaseOS-0123/packages/bash-5.1-9.el9.x86_64.rpm`, ''),
    file(`/sysroot${sourcePlaces.cmdline}`, `${cmdline}\n`),
    file('/sysroot/boot/vmlinuz-4.18.0-1.el8.x86_64', 'kernel'),
    file('/sysroot/lib/modules/4.18.0-1.el8.x86_64/vmlinuz', 'kernel'),
    file(
      '/sysroot/boot/grub/grub.cfg',
      `menuentry 'Old' {\n\tlinux\t/vmlinuz-4.18.0-1.el8.x86_64 ${cmdline}\n}\n`,
    ),
    file('/sysroot/boot/grub/grubenv', `# GRUB Environment Block\n${'#'.repeat(999)}`),
    ...(fault ? [file('/sysroot/root/stand-in.json', JSON.stringify(fault))] : []),
  ])
  await putDatabase(live, run)
  // As in a live system there is one hierarchy of cgroups, which can be written.
  await live.shell(`
    umount -R /sys/fs/cgroup
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
    mkdir -p /run/lock /run/udev
    ln -sfn /usr/lib/systemd/systemd /sysroot/sbin/init`)
  return live
}

async function putDatabase(live: LiveContainer, run: WrittenLeappRun): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-leapp-'))
  try {
    const place = join(folder, 'leapp.db')
    writeLeappDatabase(place, [run])
    const encoded = (await readFile(place)).toString('base64')
    await live.put([file('/var/tmp/leapp.db', encoded)])
    await live.shell(`base64 --decode /var/tmp/leapp.db >/sysroot${leappPlaces.database}`)
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}
