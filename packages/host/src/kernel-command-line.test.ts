// A kernel command line is split where the kernel splits it and comes back from rendering unchanged.
import test from 'ava'
import {parseKernelCommandLine, renderKernelCommandLine} from './index.ts'

test('flags, values and values that hold an equals sign', t => {
  t.deepEqual(parseKernelCommandLine(' ro  root=UUID=1-2\tconsole=ttyS0,115200n8\n'), [
    {name: 'ro', value: null, text: 'ro'},
    {name: 'root', value: 'UUID=1-2', text: 'root=UUID=1-2'},
    {name: 'console', value: 'ttyS0,115200n8', text: 'console=ttyS0,115200n8'},
  ])
})

test('double quotes keep spaces, around a value as around an argument', t => {
  t.deepEqual(parseKernelCommandLine('a="b c" "d=e f" "g h" i=j" "k'), [
    {name: 'a', value: 'b c', text: 'a="b c"'},
    {name: 'd', value: 'e f', text: '"d=e f"'},
    {name: 'g h', value: null, text: '"g h"'},
    {name: 'i', value: 'j" "k', text: 'i=j" "k'},
  ])
})

test('an empty value, no name, and a quote that never closes and is closed', t => {
  t.deepEqual(parseKernelCommandLine('a= =b c="d e'), [
    {name: 'a', value: '', text: 'a='},
    {name: '=b', value: null, text: '=b'},
    {name: 'c', value: 'd e', text: 'c="d e"'},
  ])
})

test('rendering gives back the same arguments', t => {
  const text = 'BOOT_IMAGE=(hd0,msdos1)/vmlinuz root="live:LABEL=a b" "x=y z" quiet -- single'
  t.is(renderKernelCommandLine(parseKernelCommandLine(text)), text)
})
