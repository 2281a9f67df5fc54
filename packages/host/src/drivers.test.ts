// The modules that drive disks and networks, from a tree that is made like /sys.
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import test from 'ava'
import {readDrivers, readGraphics} from './drivers.ts'

const root = mkdtempSync(join(tmpdir(), 'livemode-drivers-'))
test.after.always(() => rmSync(root, {recursive: true}))

function addDevice(bus: string, name: string, {kind, module}: {kind?: string; module?: string}) {
  const device = join(root, 'sys/bus', bus, 'devices', name)
  mkdirSync(device, {recursive: true})
  if (kind !== undefined) writeFileSync(join(device, 'class'), `${kind}\n`)
  if (module === undefined) return
  const driver = join(root, 'sys/bus', bus, 'drivers', module)
  mkdirSync(driver, {recursive: true})
  mkdirSync(join(root, 'sys/module', module), {recursive: true})
  symlinkSync(driver, join(device, 'driver'))
  rmSync(join(driver, 'module'), {force: true})
  symlinkSync(join(root, 'sys/module', module), join(driver, 'module'))
}

test('disks and networks, each module once; no graphics, nothing that is built in', t => {
  addDevice('pci', '0000:00:02.0', {kind: '0x030000', module: 'i915'})
  addDevice('pci', '0000:01:00.0', {kind: '0x010700', module: 'mptsas'})
  addDevice('pci', '0000:02:00.0', {kind: '0x020000', module: 'e1000'})
  addDevice('pci', '0000:02:00.1', {kind: '0x020000', module: 'e1000'})
  addDevice('pci', '0000:03:00.0', {kind: '0x010601'})
  addDevice('pci', '0000:04:00.0', {kind: '0x0c0400', module: 'qla2xxx'})
  addDevice('virtio', 'virtio0', {module: 'virtio_blk'})
  t.deepEqual(readDrivers(root), [
    {module: 'e1000', device: '0000:02:00.0'},
    {module: 'mptsas', device: '0000:01:00.0'},
    {module: 'qla2xxx', device: '0000:04:00.0'},
    {module: 'virtio_blk', device: 'virtio0'},
  ])
  t.deepEqual(readGraphics(root), ['i915'])
})

test('a machine without any of it', t => t.deepEqual(readDrivers(join(root, 'nowhere')), []))
