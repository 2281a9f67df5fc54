// The proxies of the environment, in either spelling, and nothing else of it.
import test from 'ava'
import {proxiesOf} from './proxies.ts'

test('in either spelling', t => {
  const environment = {
    http_proxy: 'http://proxy:3128',
    HTTP_PROXY: 'http://other:3128',
    NO_PROXY: 'localhost',
    https_proxy: '',
    HOME: '/root',
  }
  t.deepEqual(proxiesOf(environment), {http_proxy: 'http://proxy:3128', no_proxy: 'localhost'})
  t.deepEqual(proxiesOf({}), {})
})
