// Addresses, masks and prefixes are taken only in the form that a keyfile has them in.
import test from 'ava'
import {
  isInNetwork,
  isIpv4,
  isIpv6,
  prefixOfClass,
  prefixOfNetmask,
  withPrefix,
} from './addresses.ts'

test('IPv4', t => {
  for (const text of ['0.0.0.0', '192.0.2.1', '255.255.255.255']) t.true(isIpv4(text), text)
  for (const text of ['', '1.2.3', '1.2.3.4.5', '01.2.3.4', '256.1.1.1', '1.2.3.4/24', '$(x)']) {
    t.false(isIpv4(text), text)
  }
})

test('IPv6', t => {
  for (const text of ['::', '::1', '2001:db8::1', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4']) {
    t.true(isIpv6(text), text)
  }
  for (const text of [
    '',
    ':',
    ':::',
    '1::2::3',
    ':1::2',
    '1:2',
    'g::1',
    '2001:db8::12345',
    'fe80::1%a',
  ]) {
    t.false(isIpv6(text), text)
  }
})

test('netmasks', t => {
  t.is(prefixOfNetmask('0.0.0.0'), 0)
  t.is(prefixOfNetmask('128.0.0.0'), 1)
  t.is(prefixOfNetmask('255.255.254.0'), 23)
  t.is(prefixOfNetmask('255.255.255.255'), 32)
  for (const text of ['', '255.0.255.0', '255.255.255.1', '254.255.0.0']) {
    t.is(prefixOfNetmask(text), undefined, text)
  }
})

test('an address without a prefix has the one of its class', t => {
  t.deepEqual(
    ['10.0.0.1', '127.0.0.1', '128.0.0.1', '191.9.9.9', '192.0.2.1'].map(prefixOfClass),
    [8, 8, 16, 16, 24],
  )
})

test('addresses with a prefix', t => {
  t.is(withPrefix('192.0.2.1', {family: 4}), '192.0.2.1/32')
  t.is(withPrefix('192.0.2.0/255.255.255.0', {family: 4}), '192.0.2.0/24')
  t.is(withPrefix('2001:db8::1', {family: 6, otherwise: 64}), '2001:db8::1/64')
  for (const text of ['192.0.2.0/33', '192.0.2.0/', '192.0.2.0/255.0.255.0', '192.0.2.0/24/1']) {
    t.is(withPrefix(text, {family: 4}), undefined, text)
  }
  t.is(withPrefix('2001:db8::/129', {family: 6}), undefined)
})

test('addresses in one network', t => {
  t.true(isInNetwork('10.1.2.3', {of: '10.0.0.1', prefix: 8}))
  t.false(isInNetwork('10.1.2.3', {of: '10.0.0.1', prefix: 16}))
  t.true(isInNetwork('255.1.2.3', {of: '10.0.0.1', prefix: 0}))
})
