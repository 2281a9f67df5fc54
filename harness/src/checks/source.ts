import {ask, type Check} from './check.ts'
import {assertJournal, assertSuccess} from './leavings.ts'

const leapp = '/var/log/leapp'

/** Asked of the source system, which boots from the same disk afterwards. */
export const resultAndLog = {
  description: "the source's disk holds the result of the upgrade and the journal",
  run: async subject => {
    const {manifest} = subject
    assertSuccess(await ask(subject, `cat ${leapp}/upgrade-result.json`), manifest)
    const lines = assertJournal(await ask(subject, `cat ${leapp}/leapp-upgrade.log`), manifest)
    return [
      `after the power-off the source's disk holds the result (success, ${manifest.buildId}) and the journal (${lines} lines)`,
    ]
  },
} satisfies Check
