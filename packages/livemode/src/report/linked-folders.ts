import {carriesOutPlan} from '@livemode/live'
import {checkLinkedFolders} from '@livemode/transaction'
import type {Check} from './finding.ts'

/** What the engine would refuse after the reboot, told before it. */
export const foldersCanBeFollowed: Check = ({engine, linkedFolders = []}) =>
  carriesOutPlan(engine) ? checkLinkedFolders(linkedFolders) : []
