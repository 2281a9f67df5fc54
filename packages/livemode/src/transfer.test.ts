// Bytes, rate and time left, and no rate where none can be told.
import test from 'ava'
import {renderTransfer} from './transfer.ts'

const totalBytes = 480_000_000

test('on the way', t => {
  const transfer = {bytes: 120_000_000, begunBytes: 0, totalBytes, seconds: 10}
  t.is(renderTransfer(transfer), '120.0 of 480.0 MB, 12.0 MB/s, 0:30 left')
  t.is(renderTransfer({...transfer, seconds: 60}), '120.0 of 480.0 MB, 2.0 MB/s, 3:00 left')
  t.is(
    renderTransfer({...transfer, begunBytes: 110_000_000}),
    '120.0 of 480.0 MB, 1.0 MB/s, 6:00 left',
  )
})

test('at the start, and when nothing comes', t => {
  t.is(renderTransfer({bytes: 0, begunBytes: 0, totalBytes, seconds: 0}), '0.0 of 480.0 MB')
  t.is(renderTransfer({bytes: 5, begunBytes: 5, totalBytes, seconds: 9}), '0.0 of 480.0 MB')
})

test('at the end', t => {
  t.is(
    renderTransfer({bytes: totalBytes, begunBytes: 0, totalBytes, seconds: 48}),
    '480.0 of 480.0 MB, 10.0 MB/s, 0:00 left',
  )
})
