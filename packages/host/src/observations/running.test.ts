// What runs before the upgrade is noted in the words that its first boot compares.
import test from 'ava'
import {parseFailedUnits, parsePorts} from './running.ts'

test('failed units', t => {
  const text = `nginx.service loaded failed failed A high performance web server
apt-daily.service loaded failed failed Daily apt download activities
`
  t.deepEqual(parseFailedUnits(text), ['apt-daily.service', 'nginx.service'])
  t.deepEqual(parseFailedUnits(''), [])
})

test('ports, once for all addresses', t => {
  const text = `udp   UNCONN 0      0          127.0.0.1%lo:323        0.0.0.0:*
tcp   LISTEN 0      128             0.0.0.0:22         0.0.0.0:*
tcp   LISTEN 0      128                [::]:22            [::]:*
tcp   LISTEN 0      244             127.0.0.1:5432      0.0.0.0:*
tcp   LISTEN 0      511                   *:80               *:*
u_str LISTEN 0      4096 /run/x 123 * 0
`
  t.deepEqual(parsePorts(text), ['tcp 22', 'tcp 5432', 'tcp 80', 'udp 323'])
})
