import {alteredImage} from './altered-image.ts'
import {bootFixture} from './boot-fixture.ts'
import {byHand} from './by-hand.ts'
import {corruptImage} from './corrupt-image.ts'
import {
  installBiosGrub,
  installKexec,
  installSecureBoot,
  installUefiGrub,
  installUefiSystemdBoot,
} from './install.ts'
import {
  installFaults,
  installPowerCut,
  installRefused,
  installUuidChanged,
} from './install-faults.ts'
import {installClevis, installIscsi, installPassphrase, installTpm2} from './install-volumes.ts'
import {localExt4} from './local-ext4.ts'
import {localFixture} from './local-fixture.ts'
import {localXfs} from './local-xfs.ts'
import {missingImage} from './missing-image.ts'
import {missingRoot} from './missing-root.ts'
import {noMachinePart} from './no-machine-part.ts'
import {options} from './options.ts'
import {powerCut} from './power-cut.ts'
import {rollback} from './rollback.ts'
import type {CheckedBoot, Scenario} from './scenario.ts'
import {separateVar} from './separate-var.ts'
import {storage} from './storage.ts'
import {trace} from './trace.ts'
import {
  upgradeDebian,
  upgradeDebian11,
  upgradePowerCut,
  upgradeScriptsCut,
  upgradeSystemdBoot,
  upgradeUefiGrub,
} from './upgrade-debian.ts'
import {upgradeEl, upgradeElPowerCut} from './upgrade-el.ts'
import {urlExt4, urlSeparateVar} from './url.ts'

export type ScenarioId =
  | 'local-ext4'
  | 'local-xfs'
  | 'options'
  | 'trace'
  | 'by-hand'
  | 'power-cut'
  | 'separate-var'
  | 'local-fixture'
  | 'missing-root'
  | 'no-machine-part'
  | 'url-ext4'
  | 'url-separate-var'
  | 'storage'
  | 'missing-image'
  | 'corrupt-image'
  | 'altered-image'
  | 'boot-fixture'
  | 'install-bios-grub'
  | 'install-passphrase'
  | 'install-tpm2'
  | 'install-clevis'
  | 'install-iscsi'
  | 'install-kexec'
  | 'install-uefi-systemd-boot'
  | 'install-uefi-grub'
  | 'install-secure-boot'
  | 'install-faults'
  | 'install-uuid-changed'
  | 'install-refused'
  | 'install-power-cut'
  | 'upgrade-debian'
  | 'upgrade-debian-11'
  | 'upgrade-el'
  | 'upgrade-el-power-cut'
  | 'upgrade-power-cut'
  | 'upgrade-scripts-cut'
  | 'upgrade-systemd-boot'
  | 'rollback'
  | 'upgrade-uefi-grub'

export const scenarios: Readonly<Record<ScenarioId, Scenario>> = {
  'local-ext4': localExt4,
  'local-xfs': localXfs,
  options,
  trace,
  'by-hand': byHand,
  'power-cut': powerCut,
  'separate-var': separateVar,
  'local-fixture': localFixture,
  'missing-root': missingRoot,
  'no-machine-part': noMachinePart,
  'url-ext4': urlExt4,
  'url-separate-var': urlSeparateVar,
  storage,
  'missing-image': missingImage,
  'altered-image': alteredImage,
  'corrupt-image': corruptImage,
  'boot-fixture': bootFixture,
  'install-bios-grub': installBiosGrub,
  'install-passphrase': installPassphrase,
  'install-tpm2': installTpm2,
  'install-clevis': installClevis,
  'install-iscsi': installIscsi,
  'install-kexec': installKexec,
  'install-uefi-systemd-boot': installUefiSystemdBoot,
  'install-uefi-grub': installUefiGrub,
  'install-secure-boot': installSecureBoot,
  'install-faults': installFaults,
  'install-uuid-changed': installUuidChanged,
  'install-refused': installRefused,
  'install-power-cut': installPowerCut,
  'upgrade-debian': upgradeDebian,
  'upgrade-debian-11': upgradeDebian11,
  'upgrade-el': upgradeEl,
  'upgrade-el-power-cut': upgradeElPowerCut,
  'upgrade-power-cut': upgradePowerCut,
  'upgrade-scripts-cut': upgradeScriptsCut,
  'upgrade-systemd-boot': upgradeSystemdBoot,
  rollback,
  'upgrade-uefi-grub': upgradeUefiGrub,
}

export const scenarioIds = Object.keys(scenarios) as readonly ScenarioId[]

/** The first scenario in which a check is asked. */
export const findScenarioOf = (check: string): ScenarioId | undefined =>
  scenarioIds.find(id => scenarios[id].boots.some(boot => 'checks' in boot && isAmong(boot, check)))

const isAmong = ({checks}: CheckedBoot, check: string) => checks.some(id => id === check)
