// The volume group is found in a device mapper name, with its hyphens.
import test from 'ava'
import {volumeGroupOf} from './volume-group.ts'

const names = {
  'rhel-root': 'rhel',
  'vg--data-root': 'vg-data',
  'rhel_host--1-root--old': 'rhel_host-1',
  'a----b-c': 'a--b',
  'a---b': 'a-',
}

for (const [name, group] of Object.entries(names)) {
  test(`${name} is in ${group}`, t => t.is(volumeGroupOf(name), group))
}
