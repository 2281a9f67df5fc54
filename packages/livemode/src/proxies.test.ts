// The proxies of a machine: those of its apt, else those of the environment, in either spelling.
import type {LivemodeError} from '@livemode/config'
import test from 'ava'
import {machineProxies, noProxyOf, webProxies} from './proxies.ts'

test('of the environment, in either spelling', t => {
  const environment = {
    http_proxy: 'http://proxy:3128',
    HTTP_PROXY: 'http://other:3128',
    HTTPS_PROXY: 'proxy:3129',
    NO_PROXY: 'localhost',
    HOME: '/root',
  }
  t.deepEqual(machineProxies('', environment), [
    {name: 'Acquire::http::Proxy', value: 'http://proxy:3128'},
    {name: 'Acquire::https::Proxy', value: 'http://proxy:3129'},
  ])
  t.is(noProxyOf(environment), 'localhost')
  t.deepEqual(machineProxies('', {}), [])
  t.is(noProxyOf({}), null)
})

test('one for everything', t => {
  t.deepEqual(
    machineProxies('', {all_proxy: 'socks5h://proxy:1080'}).map(({value}) => value),
    ['socks5h://proxy:1080', 'socks5h://proxy:1080'],
  )
})

test('those of apt go before them, with what goes past them', t => {
  const settings = `Acquire "";
Acquire::http "";
Acquire::http::Proxy "http://apt-proxy:3142";
Acquire::http::Proxy::near.example.org "DIRECT";
Acquire::http::Pipeline-Depth "0";
Acquire::https::Proxy "false";
`
  t.deepEqual(machineProxies(settings, {http_proxy: 'http://proxy:3128'}), [
    {name: 'Acquire::http::Proxy', value: 'http://apt-proxy:3142'},
    {name: 'Acquire::http::Proxy::near.example.org', value: 'DIRECT'},
    {name: 'Acquire::https::Proxy', value: 'DIRECT'},
  ])
})

test('one that cannot be read is not repeated', t => {
  const sources = {
    'the environment': () => machineProxies('', {http_proxy: 'http://me:se#cret@proxy:3128'}),
    apt: () => machineProxies('Acquire::http::Proxy "http://me:se/cret@proxy:3128";\n', {}),
  }
  for (const [source, read] of Object.entries(sources)) {
    const error = t.throws<LivemodeError>(read)
    t.deepEqual(
      [error?.code, error?.message],
      ['USAGE', `the proxy of ${source} is no URL that can be read`],
    )
  }
})

test('to web servers they are URLs: with a scheme, and not of what only apt knows', t => {
  const unset = {http_proxy: null}
  t.deepEqual(webProxies(unset, {http_proxy: 'me:pw@proxy:3128', no_proxy: 'near'}), {
    http_proxy: 'http://me:pw@proxy:3128',
    no_proxy: 'near',
  })
  t.deepEqual(webProxies({http_proxy: 'http://ours:3128'}, {https_proxy: 'socks5://proxy:1080'}), {
    http_proxy: 'http://ours:3128',
    https_proxy: 'http://ours:3128',
  })
  const refused = {
    'https://me:pw@proxy:port': 'is no URL that can be read',
    'socks5h://me:pw@proxy:1080':
      'is one of socks5h://, and web servers are reached through one of http:// or https://',
  }
  for (const [proxy, why] of Object.entries(refused)) {
    const error = t.throws<LivemodeError>(() => webProxies(unset, {all_proxy: proxy}))
    t.deepEqual([error?.code, error?.message], ['USAGE', `the proxy of the environment ${why}`])
  }
})
