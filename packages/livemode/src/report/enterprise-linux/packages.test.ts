// Packages that the target's rpm does not verify, and volumes that its programs do not start.
import {plain, testFindings} from '../../../test/enterprise-linux.ts'

const signed = (count: number, examples: readonly string[]) => ({
  host: {...plain, rpmPackages: {weaklySigned: {count, examples}, rhuiClients: []}},
})

testFindings({
  'packages signed by SHA-1': {
    given: signed(12, ['agent', 'driver']),
    findings: [
      [
        'inhibitor package-signature-weak',
        'rpm of Enterprise Linux 9 does not accept signatures by SHA-1, which installed packages have: agent, driver, and 10 more',
        'install builds of them that their vendor has signed by SHA-256, or remove them: dnf remove agent driver',
      ],
    ],
  },
  'no such packages': {given: signed(0, []), findings: []},
  'volumes of VDO': {
    given: {host: {...plain, vdoVolumes: ['vdo1', 'vdo2']}},
    findings: [
      [
        'inhibitor vdo-without-lvm',
        'Enterprise Linux 9 does not start volumes of VDO that LVM does not manage: vdo1, vdo2',
        'have LVM take them over before, each by the device that it lies on: lvm_import_vdo DEVICE',
      ],
    ],
  },
  'none of them': {given: {host: {...plain, vdoVolumes: []}}, findings: []},
})
