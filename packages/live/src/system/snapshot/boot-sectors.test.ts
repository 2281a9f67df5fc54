import test from 'ava'
import {planAreas} from './boot-sectors.ts'

test('what a boot loader has outside of file systems is told from the table of partitions', t => {
  const dos = Buffer.alloc(34 * 512)
  dos.writeUInt32LE(2048, 446 + 8)
  t.deepEqual(planAreas(dos).areas, [
    {offset: 0, bytes: 440},
    {offset: 512, bytes: 2047 * 512},
  ])
  const gpt = Buffer.alloc(34 * 512)
  gpt.write('EFI PART', 512, 'latin1')
  Buffer.from('4861682149646f6e744e656564454649', 'hex').copy(gpt, 1024 + 128)
  gpt.writeBigUInt64LE(2048n, 1024 + 128 + 32)
  gpt.writeBigUInt64LE(4095n, 1024 + 128 + 40)
  t.deepEqual(planAreas(gpt).areas, [
    {offset: 0, bytes: 440},
    {offset: 2048 * 512, bytes: 2048 * 512},
  ])
})
