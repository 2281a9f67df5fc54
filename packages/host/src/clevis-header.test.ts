// What clevis asks for a key stands in the header of its JWE, also where it is shared among several.
import test from 'ava'
import {parseClevisHeader} from './clevis-header.ts'

const encoded = (header: object) => Buffer.from(JSON.stringify(header)).toString('base64url')
const share = (header: object) => `${encoded(header)}..iv.text.tag`

const tang = {clevis: {pin: 'tang', tang: {url: 'http://192.0.2.1'}}}
const tpm2 = {clevis: {pin: 'tpm2', tpm2: {hash: 'sha256', pcr_ids: '0, 7'}}}
const shared = (...headers: readonly object[]) => ({
  clevis: {pin: 'sss', sss: {t: 1, jwe: headers.map(share)}},
})

test('a pin, with the registers that it is bound to', t => {
  t.deepEqual(parseClevisHeader(encoded(tang)), {pins: ['tang'], pcrs: []})
  t.deepEqual(parseClevisHeader(encoded(tpm2)), {pins: ['tpm2'], pcrs: [0, 7]})
  t.deepEqual(parseClevisHeader(encoded({clevis: {pin: 'tpm2', tpm2: {}}})), {
    pins: ['tpm2'],
    pcrs: [],
  })
})

test('of shares all pins, and no registers', t => {
  t.deepEqual(parseClevisHeader(encoded(shared(tang, shared(tpm2, tang)))), {
    pins: ['tang', 'tpm2', 'tang'],
    pcrs: [],
  })
})

test('what is no header, and shares without an end', t => {
  for (const text of ['', 'e30', '*', encoded({alg: 'dir'})]) {
    t.is(parseClevisHeader(text), undefined)
  }
  let deep: object = tang
  for (let depth = 0; depth < 6; depth += 1) deep = shared(deep)
  t.deepEqual(parseClevisHeader(encoded(deep)), {pins: [], pcrs: []})
})
