// Settings that only make sense together are held against each other.
import test from 'ava'
import {defaultConfig} from './index.ts'
import {rules} from './rules.ts'

const check = (config: Partial<typeof defaultConfig>) =>
  rules.flatMap(rule => rule({...defaultConfig, ...config}) ?? [])

const url = {url_to_load_squashfs_from: 'http://192.0.2.1/live.img'}

test('a URL needs a network', t => {
  t.deepEqual(check(url), [
    {
      key: 'url_to_load_squashfs_from',
      what: 'needs dracut_network as well, e.g. "ip=dhcp": the initramfs must reach the URL',
    },
  ])
})

test('nothing is wrong with a URL and a network, a network alone, and the defaults', t => {
  const network = {dracut_network: 'ip=dhcp'}
  t.deepEqual(
    [{...url, ...network}, network, {}].map(config => check(config)),
    [[], [], []],
  )
})
