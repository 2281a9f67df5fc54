// A machine's command line is planned by what its image is made of.
import {targets} from '@livemode/userspace'
import test from 'ava'
import {builtTarget} from './built-target.ts'

const build = {target: targets['el-9'], targetId: 'el-9'} as const
const versions = {dracutVersion: '057-88', systemdVersion: '252-55'}
const made = (id: string) => ({target: {id, prettyName: id}})

test('the versions of an image, where there is one of that target', t => {
  t.deepEqual(builtTarget(build, {...made('el-9'), ...versions}), {...build.target, ...versions})
})

test('those of the target where there is none, or another', t => {
  t.is(builtTarget(build, undefined), build.target)
  t.is(builtTarget(build, {...made('debian-13'), ...versions}), build.target)
})

test('an image of an older build does not tell what systemd it has', t => {
  const {systemdVersion} = builtTarget(build, {...made('el-9'), dracutVersion: '057-88'})
  t.is(systemdVersion, build.target.systemdVersion)
})
