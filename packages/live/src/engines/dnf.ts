import {checkBoot} from './dnf/boot.ts'
import {rebuildDatabase} from './dnf/database.ts'
import {planFirstBoot} from './dnf/first-boot.ts'
import {readTransaction} from './dnf/payload.ts'
import {measure, resume} from './dnf/resume.ts'
import {settle} from './dnf/settle.ts'
import {switchSources} from './dnf/sources.ts'
import {transact} from './dnf/transaction.ts'
import {verify} from './dnf/verify.ts'
import type {Engine} from './engine.ts'
import {planRoom} from './payload/room.ts'

/** Upgrades a source of the EL family by dnf and rpm of the live system, from packages on the source's disk. */
const dnf: Engine = {
  does: 'upgrades the packages by dnf and rpm of the live system, as planned by livemode resolve',
  phases: [
    {name: 'verify', weight: 8, changes: false, run: verify},
    {name: 'database', changes: true, run: rebuildDatabase},
    {name: 'transaction', weight: 80, changes: true, run: transact},
    {name: 'settle', weight: 2, changes: true, run: settle},
    {name: 'boot', weight: 6, changes: true, run: checkBoot},
    {name: 'sources', changes: true, run: switchSources},
    {name: 'first-boot', changes: true, run: planFirstBoot},
  ],
  needs: context => planRoom(readTransaction(context)),
  measure,
  resume,
}

export default dnf
