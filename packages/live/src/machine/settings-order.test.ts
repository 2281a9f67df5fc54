// Devices wait for the settings about them where these can be there in time.
import test from 'ava'
import {settingsBeforeDevices} from './settings-order.ts'

test('with the source root on the device of the image the settings come before the devices', t => {
  t.deepEqual(settingsBeforeDevices('/run/initramfs/live'), [
    {
      path: '/etc/systemd/system/machine-settings.service.d/50-livemode.conf',
      type: 'file',
      mode: '0644',
      uid: 0,
      gid: 0,
      content: '[Unit]\nBefore=systemd-udev-trigger.service multipathd.service\n',
    },
  ])
})

test('a source root that is mounted late would keep the devices waiting for itself', t => {
  t.deepEqual(settingsBeforeDevices('/run/upgrade'), [])
})
