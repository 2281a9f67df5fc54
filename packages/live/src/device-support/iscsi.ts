import {iscsiDracutModuleName} from '../tables/dracut-modules.ts'
import type {DeviceSupport} from './row.ts'

/** Our own module logs in; dracut's has the kernel's modules and the programs of open-iscsi. */
export const iscsi: DeviceSupport = {
  title: 'iSCSI',
  dracutModules: ['iscsi', iscsiDracutModuleName],
}
