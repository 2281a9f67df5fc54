// Of the source's configuration of mdadm what is about arrays is taken over, and no program to be run.
import test from 'ava'
import {keepArrayLines} from './array-lines.ts'

test('what is about arrays, with the lines that go on', t => {
  const text =
    'DEVICE partitions\n# a comment\nARRAY /dev/md/0 UUID=1:2\n  name=a:0\narr /dev/md/1\nHOMEHOST <system>\n'
  t.deepEqual(keepArrayLines(text), {text, leftOut: []})
})

test('nothing for the monitor', t => {
  const text =
    'MAILADDR root\nPROGRAM /sysroot/x\n /y\nprog /z\nAUTO +all\nMONITORDELAY 1\nP /x\n\n'
  t.deepEqual(keepArrayLines(text), {
    text: 'AUTO +all\n',
    leftOut: ['MAILADDR', 'PROGRAM', 'prog', 'MONITORDELAY', 'P'],
  })
})
