import * as byHand from './by-hand.ts'
import type {Check} from './check.ts'
import {clevisBound} from './clevis.ts'
import * as consoles from './consoles.ts'
import {secureBoot} from './firmware.ts'
import {imageAltered} from './image.ts'
import * as install from './install.ts'
import * as iscsi from './iscsi.ts'
import {journal} from './journal.ts'
import * as logins from './logins.ts'
import {noMachinePart} from './machine-part.ts'
import {machineRead} from './machine-read.ts'
import * as network from './network.ts'
import * as rollback from './rollback.ts'
import * as root from './root.ts'
import {ownRpm} from './rpm.ts'
import {services} from './services.ts'
import {resultAndLog} from './source.ts'
import * as ssh from './ssh.ts'
import * as storage from './storage.ts'
import {tpm2Enrolled} from './tpm2.ts'
import * as transaction from './transaction.ts'
import * as trial from './trial.ts'
import * as upgrade from './upgrade.ts'
import * as upgraded from './upgraded.ts'
import {volumesOpened} from './volumes.ts'

export const checks = {
  identity: root.identity,
  'source-root': root.sourceRoot,
  'own-rpm': ownRpm,
  'source-system': root.sourceSystemRuns,
  'image-altered': imageAltered,
  'secure-boot': secureBoot,
  'machine-read': machineRead,
  installed: install.installed,
  'install-refused': install.installRefused,
  'install-interrupted': install.installInterrupted,
  'source-again': install.sourceAgain,
  'loaded-no-longer': install.loadedNoLonger,
  'failure-told': install.failureTold,
  removed: install.removed,
  upgrade: upgrade.upgrade,
  'after-mounts': upgrade.afterMounts,
  'source-cmdline': upgrade.sourceCmdline,
  strace: upgrade.strace,
  'additional-packages': upgrade.additionalPackages,
  journal,
  'log-on-screen': consoles.logOnScreen,
  'rotated-log': consoles.rotatedLog,
  gettys: consoles.gettys,
  'serial-gettys': consoles.serialGettys,
  'passwordless-root': logins.passwordlessRoot,
  'closed-root': logins.closedRoot,
  sshd: ssh.sshd,
  'own-host-key': ssh.ownHostKey,
  'fresh-host-key': ssh.freshHostKey,
  'network-manager': network.profiles,
  'interface-names': network.interfaceNames,
  'network-without-profiles': network.networkWithoutProfiles,
  'network-arguments': network.networkArguments,
  'network-down': network.networkDown,
  'autostart-off': byHand.restsAtBoot,
  'failed-run': byHand.failedRun,
  'second-run': byHand.secondRun,
  reboot: byHand.rebootsAtEnd,
  'engine-at-work': byHand.engineAtWork,
  'interrupted-run': byHand.interruptedRun,
  'file-systems': storage.fileSystems,
  'broken-devices': storage.brokenDevices,
  'missing-root': storage.missingRoot,
  'no-machine-part': noMachinePart,
  devices: storage.devices,
  'clevis-bound': clevisBound,
  'iscsi-volumes-made': iscsi.volumesMade,
  'iscsi-volumes-reached': iscsi.volumesReached,
  'iscsi-volumes-left': iscsi.volumesLeft,
  'tpm2-enrolled': tpm2Enrolled,
  'volumes-opened': volumesOpened,
  'result-and-log': resultAndLog,
  'transaction-at-work': transaction.transactionAtWork,
  'transaction-half-way': transaction.transactionHalfWay,
  'database-at-work': transaction.databaseAtWork,
  'old-packages-go': transaction.oldPackagesGo,
  'kernel-chosen': trial.kernelChosen,
  'kernel-script-at-work': transaction.kernelScriptAtWork,
  'grub-script-at-work': transaction.grubScriptAtWork,
  'transaction-resumed': transaction.transactionResumed,
  'on-trial': trial.onTrial,
  'tried-again': trial.triedAgain,
  upgraded: upgraded.upgraded,
  'upgraded-packages': upgraded.upgradedPackages,
  'scriptlet-named': upgraded.scriptletNamed,
  services,
  'new-kernel-by-default': trial.newKernelByDefault,
  'upgraded-boot': trial.upgradedBoot,
  'source-listed': rollback.sourceListed,
  'rollback-asked': rollback.rollbackAsked,
  'taken-back': rollback.takenBack,
} satisfies Record<string, Check>

export type CheckId = keyof typeof checks

export const checkIds = Object.keys(checks) as readonly CheckId[]
