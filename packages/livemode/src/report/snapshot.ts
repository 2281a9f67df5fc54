import {changesSource, nameSome} from '@livemode/live'
import {type Check, when} from './finding.ts'
import {findSnapshotShortage} from './space.ts'

/** Whether the source can be kept as it is while it is upgraded: where that has to be, it is refused without. */
export const sourceCanBeTakenBack: Check = situation => {
  const {config, engine} = situation
  if (config.snapshot === 'none' || !changesSource(engine)) return []
  const shortage = findSnapshotShortage(situation)
  if (shortage === undefined) return []
  return config.snapshot === 'required'
    ? [
        {
          id: 'snapshot-not-possible',
          severity: 'inhibitor',
          sentence: `no snapshot of this machine can be made, and there has to be one (snapshot: required): ${shortage}`,
          remedy: 'make room there, or set snapshot to auto: there is no way back then',
        },
      ]
    : [
        {
          id: 'snapshot-not-possible',
          severity: 'warning',
          sentence: `this upgrade cannot be taken back, for there is no room for a snapshot: ${shortage}`,
          remedy: 'make room there; with snapshot set to required such a machine is not upgraded',
        },
      ]
}

/** What a rollback will leave as the upgraded system has left it. */
export const snapshotIsWhole: Check = ({config, engine, host}) => {
  const leftOut = host.snapshot?.leftOut ?? []
  const isTold = config.snapshot !== 'none' && changesSource(engine) && leftOut.length > 0
  return when(isTold, () => ({
    id: 'snapshot-incomplete',
    severity: 'warning',
    sentence: `a snapshot leaves out, unless their file systems share blocks: ${nameSome(leftOut.map(({path, why}) => `${path} (${why})`))}`,
    remedy:
      'keep a backup of them: after a rollback they are as the upgraded system has left them, and what has been started there may have changed their format',
  }))
}
