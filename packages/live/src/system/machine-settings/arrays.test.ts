// mdadm gets the source's configuration besides the image's own line.
import {readFileSync} from 'node:fs'
import test from 'ava'
import {startLive} from '../../../test/live-system.ts'
import {takeOverMachineSettings} from './machine-settings.ts'

const ours = 'HOMEHOST <ignore>\n'

test('the first configuration that is there, with what is in the folder beside it', t => {
  const {live, putSource, read, mode, calls} = startLive(t, {
    source: {
      '/etc/mdadm/mdadm.conf': 'HOMEHOST <system>\nMAILADDR root\nARRAY /dev/md/data name=a:b',
      '/etc/mdadm/mdadm.conf.d/more.conf': 'AUTO -all\n',
      '/etc/mdadm/mdadm.conf.d/empty.conf': '',
      '/etc/mdadm/mdadm.conf.d/.hidden.conf': 'AUTO +all\n',
      '/etc/mdadm/mdadm.conf.d/more.conf.old': 'AUTO +all\n',
    },
    files: {'/etc/mdadm.conf': ours},
  })
  t.is(takeOverMachineSettings(live), 0)
  const text = 'HOMEHOST <system>\nARRAY /dev/md/data name=a:b\nAUTO -all\n'
  t.is(read('/etc/mdadm.conf'), `${text}${ours}`)
  t.is(mode('/etc/mdadm.conf'), '644')

  putSource({'/etc/mdadm.conf': 'DEVICE partitions\n'})
  t.is(takeOverMachineSettings(live), 0)
  t.is(read('/etc/mdadm.conf'), `DEVICE partitions\n${ours}`)
  t.deepEqual(calls, [])
})

test('what is no UTF-8 stays what it is', t => {
  const text = Buffer.from('# caf\xe9\n', 'latin1')
  const {live} = startLive(t, {source: {'/etc/mdadm.conf': text}})
  t.is(takeOverMachineSettings(live), 0)
  t.deepEqual(readFileSync(live.path('/etc/mdadm.conf')), Buffer.concat([text, Buffer.from(ours)]))
})
