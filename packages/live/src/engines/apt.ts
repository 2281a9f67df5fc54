import {checkBoot} from './apt/boot.ts'
import {planFirstBoot} from './apt/first-boot.ts'
import {measure} from './apt/in-place.ts'
import {mendState} from './apt/mend-state.ts'
import {readTransaction} from './apt/payload.ts'
import {resume} from './apt/resume.ts'
import {settle} from './apt/settle.ts'
import {switchSources} from './apt/sources.ts'
import {transact} from './apt/transaction.ts'
import {verify} from './apt/verify.ts'
import type {Engine} from './engine.ts'
import {planRoom} from './payload/room.ts'

/** Upgrades a source of the apt family by apt and dpkg of the live system, from packages on the source's disk. */
const apt: Engine = {
  does: 'upgrades the packages by apt and dpkg of the live system, as planned by livemode resolve',
  phases: [
    {name: 'verify', weight: 8, changes: false, run: verify},
    {name: 'transaction', weight: 80, changes: true, run: transact},
    {name: 'settle', weight: 2, changes: true, run: settle},
    {name: 'boot', weight: 6, changes: true, run: checkBoot},
    {name: 'sources', changes: true, run: switchSources},
    {name: 'first-boot', changes: true, run: planFirstBoot},
  ],
  needs: context => planRoom(readTransaction(context)),
  mend: mendState,
  measure,
  resume,
}

export default apt
