// What a loss of power leaves of files that nobody syncs does not keep dpkg, apt and debconf from starting.
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {mendState} from './mend-state.ts'

const zeros = '\0'.repeat(64)
const triggers = '/var/lib/dpkg/triggers'
const interests = {
  [`${triggers}/File`]:
    '/usr/lib/systemd/catalog systemd\n/usr/share/man man-db/noawait\n/usr/share/man x\n',
  [`${triggers}/Lock`]: '',
  [`${triggers}/ldconfig`]: 'libc-bin\n',
}
const said = (path: string) => `${path} was damaged by a loss of power, and is made anew`

test('of triggers that are lost, all that there are come again', t => {
  const path = `${triggers}/Unincorp`
  const {live, lines, read} = startLive(t, {source: {...interests, [path]: zeros}})
  mendState({live, say: live.say})
  t.is(read(`/run/upgrade${path}`), '/usr/lib/systemd/catalog -\n/usr/share/man -\nldconfig -\n')
  t.deepEqual(lines, [said(path)])
  mendState({live, say: live.say})
  t.deepEqual(lines, [said(path)])
})

test('what apt and debconf have made goes, or is what it was before', t => {
  const states = '/var/lib/apt/extended_states'
  const answers = '/var/cache/debconf/config.dat'
  const templates = '/var/cache/debconf/templates.dat'
  const {live, lines, read, has} = startLive(t, {
    source: {
      [states]: `Package: a\n${zeros}`,
      [answers]: zeros,
      [`${answers}-old`]: 'Name: a\n',
      [templates]: zeros,
      [`${templates}-old`]: zeros,
    },
  })
  mendState({live, say: live.say})
  t.false(has(`/run/upgrade${states}`))
  t.is(read(`/run/upgrade${answers}`), 'Name: a\n')
  t.false(has(`/run/upgrade${templates}`))
  t.deepEqual(lines, [said(states), said(answers), said(templates)])
})

test('what is whole stays, and what is not there is not made', t => {
  const unincorp = {[`${triggers}/Unincorp`]: 'ldconfig libc6\n'}
  const {live, lines, read, has} = startLive(t, {source: {...interests, ...unincorp}})
  mendState({live, say: live.say})
  t.is(read(`/run/upgrade${triggers}/Unincorp`), 'ldconfig libc6\n')
  t.false(has('/run/upgrade/var/lib/apt'))
  t.deepEqual(lines, [])
})
