// While packages are upgraded none of their services is started; what the source has decided about that comes back.
import {readlinkSync} from 'node:fs'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {allowServices, forbidServices} from './policy.ts'

const policy = '/usr/sbin/policy-rc.d'
const placed = `/run/upgrade${policy}`

test('there is one while it lasts, and none afterwards', t => {
  const {live, read, has, mode} = startLive(t, {source: {'/usr/sbin/x': ''}})
  forbidServices(live)
  forbidServices(live)
  t.regex(read(placed), /^#!\/bin\/sh\n.*\nexit 101\n$/)
  t.is(mode(placed), '755')
  allowServices(live)
  t.false(has(placed))
  allowServices(live)
  t.false(has(placed))
})

test('one of the source’s own comes back, also when the second boot takes it back', t => {
  const {live, read} = startLive(t, {source: {[policy]: '#!/bin/sh\nexit 0\n'}})
  forbidServices(live)
  forbidServices(live)
  t.regex(read(placed), /exit 101/)
  allowServices(live)
  t.is(read(placed), '#!/bin/sh\nexit 0\n')
})

test('one that a loss of power has left empty does not take the place of the source’s own', t => {
  const {live, read, putSource} = startLive(t, {source: {[policy]: '#!/bin/sh\nexit 0\n'}})
  forbidServices(live)
  putSource({[policy]: ''})
  forbidServices(live)
  allowServices(live)
  t.is(read(placed), '#!/bin/sh\nexit 0\n')
})

test('a link comes back as a link', t => {
  const {live, sourceRoot, read} = startLive(t, {
    source: {'/etc/alternatives/x': ''},
    links: {[policy]: '/etc/alternatives/policy-rc.d'},
  })
  forbidServices(live)
  t.regex(read(placed), /exit 101/)
  allowServices(live)
  t.is(readlinkSync(`${sourceRoot}${policy}`), '/etc/alternatives/policy-rc.d')
})
