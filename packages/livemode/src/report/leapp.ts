import {whyLeappCannot} from '../engine-choice.ts'
import {type Check, when} from './finding.ts'

/** What the engine would refuse after the reboot, told before it. */
export const leappHasPrepared: Check = ({engine, host, target}) => {
  const why = engine === 'leapp' ? whyLeappCannot(host, target) : undefined
  return when(why !== undefined, () => ({
    id: 'leapp-not-prepared',
    severity: 'inhibitor',
    sentence: `${why}`,
    remedy:
      'run "leapp upgrade" here, and do not reboot when it asks for that; or choose another engine: --engine dnf',
  }))
}

/** Leapp's own kernel and entry of that name have been replaced by those of the live system. */
export const leappKeepsLiveSystem: Check = ({engine, host: {loader}}) =>
  when(engine === 'leapp' && loader === 'grubby', () => ({
    id: 'leapp-removes-live-system',
    severity: 'inhibitor',
    sentence:
      'Leapp removes /boot/vmlinuz-upgrade.x86_64 and its boot entry while it upgrades, and with grubby these are the live system’s: nothing would lead back to it after a loss of power',
    remedy: 'choose another engine: --engine dnf, or --engine probe for a dry run',
  }))
