import type {Engine} from './engine.ts'
import {checkBoot} from './leapp/boot.ts'
import {planFirstBoot} from './leapp/first-boot.ts'
import {finish, upgradePackages} from './leapp/phases.ts'
import {measure} from './leapp/progress.ts'
import {verify} from './leapp/verify.ts'

/** Goes on with the upgrade that Leapp has prepared in the source, by Leapp itself, as its own live mode does. */
const leapp: Engine = {
  does: 'goes on with what "leapp upgrade" has prepared there, by Leapp of the source itself',
  phases: [
    {name: 'verify', changes: false, run: verify},
    // The names are those of Leapp's phases that they end with.
    {name: 'rpm-upgrade', weight: 80, changes: true, run: upgradePackages},
    {name: 'finalization', weight: 12, changes: true, run: finish},
    {name: 'boot', weight: 6, changes: true, run: checkBoot},
    {name: 'first-boot', changes: true, run: planFirstBoot},
  ],
  measure,
}

export default leapp
