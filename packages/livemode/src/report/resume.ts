import {loaders} from '@livemode/bootentry'
import {changesSource} from '@livemode/live'
import {type Check, when} from './finding.ts'
import {menuWithout} from './one-boot.ts'
import type {Situation} from './situation.ts'

/** Half-way through, the source cannot boot: a loss of power must lead back to the live system, which is the saved entry then. */
export const bootLoaderResumes: Check = situation => {
  const {engine, loader} = situation
  const isAsked = loader === 'grubby' && changesSource(engine)
  const menu = isAsked ? menuWithout(situation, 'readsSavedEntry') : undefined
  return when(menu !== undefined, () => ({
    id: 'boot-loader-does-not-resume',
    severity: 'inhibitor',
    sentence: `nothing in ${menu} reads saved_entry: the live system would not be booted again when the power is lost half-way through`,
    remedy:
      'set GRUB_DEFAULT=saved in /etc/default/grub, and have the menu made anew by grub2-mkconfig, or choose --engine probe for a dry run',
  }))
}

/** What starts the live image knows nothing of it at the next boot: who has such a machine decides whether that is a risk to take. */
export const upgradeIsResumed: Check = ({engine, loader}) => {
  const resume = loader === 'unknown' ? undefined : loaders[loader].planResume({kernel: '/'})
  return when(resume?.kind === 'none' && changesSource(engine), () => ({
    id: 'upgrade-not-resumed',
    severity: 'warning',
    sentence: `started by ${loader}, the live system does not come again when the power is lost half-way through: this machine would be left half upgraded`,
    remedy:
      'have a backup or a snapshot to go back to, and a supply of power that lasts, or choose --engine probe for a dry run',
  }))
}

const isShown = (loader: Situation['loader']) =>
  loader === 'unknown' || loaders[loader].planMenu !== null

/** GRUB of Enterprise Linux boots what was saved, and only the end of a trial saves the new kernel. */
export const newKernelIsChosen: Check = ({engine, host, loader}) =>
  when(host.loader === 'grubby' && !isShown(loader) && changesSource(engine), () => ({
    id: 'boot-loader-does-not-resume',
    severity: 'inhibitor',
    sentence:
      'without the live system’s entry in its menu, GRUB would boot the old kernel after the upgrade: nothing makes the new one what it boots by default',
    remedy: 'choose --engine probe for a dry run',
  }))

/** Without the loader's own programs the first boot could not have it boot the upgraded system from then on. */
export const bootLoaderIsUpgraded: Check = ({host: {loader}, target, engine}) =>
  when(target.partedLoaders.includes(loader) && changesSource(engine), () => ({
    id: 'boot-loader-not-upgraded',
    severity: 'inhibitor',
    sentence: `the upgrade would take the programs of ${loader} away: ${target.title} has them in a package of their own`,
    remedy: 'boot this machine by GRUB, or choose --engine probe for a dry run',
  }))
