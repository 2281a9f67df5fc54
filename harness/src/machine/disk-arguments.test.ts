// Disks come one after the other, each with its layer, and a disk with two paths is one disk twice.
import test from 'ava'
import {bindDisks, renderDisk} from './disk-arguments.ts'

const block = (index: number) =>
  `-blockdev driver=qcow2,node-name=disk${index},file.driver=file,file.filename=/disks/${index}/overlay.qcow2,cache.no-flush=on,discard=unmap,file.discard=unmap`

test('a disk as a virtual machine has it', t => {
  t.is(renderDisk({}, 0).join(' '), `${block(0)} -device virtio-blk-pci,drive=disk0`)
})

test('a disk with a serial number', t => {
  t.is(
    renderDisk({serial: 'DATA'}, 1).join(' '),
    `${block(1)} -device virtio-blk-pci,drive=disk1,serial=DATA`,
  )
})

test('the paths of a disk lead over two adapters to one name', t => {
  const same = 'drive=disk2,serial=SHARED,wwn=0x5000c50000000003,share-rw=on'
  t.is(
    renderDisk({serial: 'SHARED', paths: 2}, 2).join(' '),
    [
      block(2),
      '-device virtio-scsi-pci,id=disk2a',
      `-device scsi-hd,bus=disk2a.0,${same}`,
      '-device virtio-scsi-pci,id=disk2b',
      `-device scsi-hd,bus=disk2b.0,${same}`,
    ].join(' '),
  )
})

test('a disk with two paths has a serial number in any case', t => {
  t.true(renderDisk({paths: 2}, 0).join(' ').includes('serial=disk0,wwn=0x5000c50000000001'))
})

test('a layer lies beside the disk below it', t => {
  const disks = [
    {file: '/cache/a.raw', overlay: '/tmp/a.qcow2'},
    {file: '/cache/b.raw', overlay: '/tmp/b.qcow2'},
  ]
  t.deepEqual(bindDisks(disks), {
    '/cache/a.raw': '/disks/0/disk.raw',
    '/tmp/a.qcow2': '/disks/0/overlay.qcow2',
    '/cache/b.raw': '/disks/1/disk.raw',
    '/tmp/b.qcow2': '/disks/1/overlay.qcow2',
  })
})
