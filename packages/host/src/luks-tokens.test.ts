// What has a key of a LUKS2 container, and when it gives it, is read from the header.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parseLuksTokens, readLuksTokens} from './luks-tokens.ts'
import type {Mount} from './mount.ts'

const plain = {pcrs: [7], hasPin: false, hasPolicyFile: false, pins: []}

test('tokens of a TPM, and one of something else', t => {
  t.deepEqual(parseLuksTokens(fixture('luks/json-metadata')), [
    {type: 'systemd-tpm2', ...plain},
    {type: 'systemd-tpm2', ...plain, pcrs: [7, 8, 9]},
    {type: 'systemd-tpm2', ...plain, hasPolicyFile: true},
    {type: 'systemd-tpm2', ...plain, hasPin: true},
    {type: 'clevis', ...plain, pins: ['tpm2']},
  ])
})

test('a policy of systemd-pcrlock lies in a file, too', t => {
  const token = {type: 'systemd-tpm2', 'tpm2-pcrs': [], tpm2_pcrlock: true}
  t.deepEqual(parseLuksTokens(JSON.stringify({tokens: {'0': token}})), [
    {type: 'systemd-tpm2', ...plain, pcrs: [], hasPolicyFile: true},
  ])
})

test('a token in a form that is not known says nothing, and that', t => {
  const tokens = {
    '0': {type: 'systemd-tpm2', 'tpm2-pcrs': 'all'},
    '1': {type: 'clevis', jwe: {protected: 'none'}},
    '2': {type: 'systemd-recovery', keyslots: ['1']},
  }
  t.deepEqual(parseLuksTokens(JSON.stringify({tokens})), [
    {type: 'systemd-tpm2', ...plain, pcrs: [], isUnread: true},
    {type: 'clevis', ...plain, pcrs: [], isUnread: true},
    {type: 'systemd-recovery', ...plain, pcrs: []},
  ])
})

test('a header without tokens, and what is no header', t => {
  t.deepEqual(parseLuksTokens('{"keyslots": {}, "tokens": {}}'), [])
  for (const text of [
    '',
    'Device /dev/sda1 is not a valid LUKS device.\n',
    '[]',
    '{"tokens": 1}',
  ]) {
    t.is(parseLuksTokens(text), undefined)
  }
})

test('without cryptsetup, or a container that it can read, nothing is known', async t => {
  const mount = (container: string): Mount => ({
    target: '/',
    source: '/dev/mapper/a',
    fstype: 'ext4',
    options: 'rw',
    fsroot: '/',
    uuid: null,
    devices: [{name: 'a', type: 'crypt', container}],
    children: [],
  })
  const environment = {PATH: '/nonexistent'}
  t.deepEqual(await readLuksTokens([mount('1-2'), mount('../x')], {environment}), {})
})
