import {when} from '../finding.ts'
import type {ElCheck} from './check.ts'

/** The manager of VDO is no package of the target, which knows LVM's volumes of it alone. */
export const vdoIsManaged: ElCheck = ({host: {vdoVolumes = []}, target}) =>
  when(vdoVolumes.length > 0, () => ({
    id: 'vdo-without-lvm',
    severity: 'inhibitor',
    sentence: `${target.title} does not start volumes of VDO that LVM does not manage: ${vdoVolumes.join(', ')}`,
    remedy:
      'have LVM take them over before, each by the device that it lies on: lvm_import_vdo DEVICE',
  }))
