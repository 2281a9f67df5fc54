// Of the source's udev rules only those are taken over that name interfaces and do nothing else.
import test from 'ava'
import {keepNamingRules} from './naming-rules.ts'

const kept = [
  '# a comment',
  '',
  'SUBSYSTEM=="net", ACTION=="add", DRIVERS=="?*", ATTR{address}=="52:54:00:12:34:56", ATTR{dev_id}=="0x0", ATTR{type}=="1", KERNEL=="eth*", NAME="lan0"',
  'SUBSYSTEM=="net",ACTION=="add",ENV{ID_PATH}=="pci-0000:00:03.0",NAME:="eth1" ',
  'SUBSYSTEM=="net", KERNEL!="lo", ATTRS{vendor}=="0x1af4", NAME="a\\"b"',
]

const leftOut = [
  'SUBSYSTEM=="net", ACTION=="add", RUN+="/bin/sh -c reboot"',
  'SUBSYSTEM=="net", PROGRAM="/bin/name %k", NAME="%c"',
  'SUBSYSTEM=="net", NAME="eth0", RUN{builtin}+="kmod load x"',
  'SUBSYSTEM=="net", IMPORT{program}="/bin/x", NAME="eth0"',
  'SUBSYSTEM=="net", TEST=="/x", NAME="eth0"',
  'SUBSYSTEM=="net", ATTR{mtu}="9000"',
  'SUBSYSTEM=="net", ENV{X}="1", NAME="eth0"',
  'SUBSYSTEM=="net", NAME="eth0", \\',
  'SUBSYSTEM=="net"',
  'LABEL="end"',
  'NAME="eth0" RUN',
]

test('rules that name', t => {
  t.deepEqual(keepNamingRules(kept.join('\n')), {text: kept.join('\n'), leftOut: []})
})

for (const line of leftOut) {
  test(line, t => t.deepEqual(keepNamingRules(`${line}\n`), {text: '', leftOut: [1]}))
}
