// Every support has something for the initramfs, and says what it is about.
import {keySupportIds} from '@livemode/config'
import test from 'ava'
import {keySupports} from './index.ts'

const token = {type: '', pcrs: [], hasPin: false, hasPolicyFile: false, pins: []}
const network = {setting: 'dracut_network', isSet: true}
const device = '/dev/disk/by-uuid/1-2'

for (const id of keySupportIds) {
  const row = keySupports[id]
  test(`${id}: modules, a token, and how one is made`, t => {
    t.true(row.dracutModules.length > 0)
    t.not(row.tokenType, '')
    t.regex(row.enrol(device), /: .*\/dev\/disk\/by-uuid\/1-2/)
  })

  test(`${id}: registers of the firmware stay, those of the loader do not`, t => {
    const place = {device, network}
    t.is(row.findObstacle({...token, pcrs: [0, 7, 14]}, place), undefined)
    t.is(
      row.findObstacle({...token, pcrs: [7, 8, 9]}, place)?.why,
      'it is bound to PCR 8+9, and another kernel with another command line changes that',
    )
  })
}

test('Tang alone needs a network, and beside something else it may not', t => {
  const obstacle = (pins: readonly string[]) =>
    keySupports.clevis.findObstacle(
      {...token, pins: [...pins]},
      {device, network: {...network, isSet: false}},
    )
  t.deepEqual(obstacle(['tang', 'tang']), {
    why: 'it asks a Tang server, and there is no network: dracut_network is not set',
    remedy: 'set dracut_network so that the server is reached',
  })
  t.is(obstacle(['tang', 'tpm2']), undefined)
})
