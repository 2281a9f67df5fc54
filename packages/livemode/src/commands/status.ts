import {dirname} from 'node:path'
import {isArmed, isResumed, readRecord} from '@livemode/bootentry'
import {readFirstBoot, renderFirstBoot} from '../first-boot.ts'
import {logFolders, readLastRun, renderLastRun} from '../last-run.ts'
import {findNewer, haveChanged} from '../packages.ts'
import {assertRoot} from '../root.ts'
import {type Command, json} from './command.ts'

export const status: Command = {
  does: 'tells what is installed, whether it is booted next, and how the last upgrade ended',
  run: async (args, {environment, print}) => {
    assertRoot('status')
    const record = await readRecord()
    const resumed = record !== undefined && (await isResumed(record, {environment}))
    const armed = resumed || (record !== undefined && (await isArmed(record, {environment})))
    const next = armed
      ? `the live image${resumed ? ', until the upgrade has ended' : ''}`
      : 'as usual'
    // Where the image is on a file system without /var, the report lies beside it.
    const beside = record?.files.map(file => dirname(file)) ?? []
    const lastRun = await readLastRun([...logFolders, ...beside])
    const installed = record
      ? {
          state: record.state,
          buildId: record.buildId,
          target: record.target,
          loader: record.entry.loader,
          files: record.files,
        }
      : null
    const firstBoot = await readFirstBoot()
    // Half-way through they are neither what they were nor what they become.
    const packagesChanged = armed && !resumed && (await haveChanged())
    const newerSuites = armed && !resumed ? await findNewer() : null
    if (args.json) {
      return print(json({installed, armed, packagesChanged, newerSuites, lastRun, firstBoot}))
    }
    const what = installed
      ? `${installed.target}, image ${installed.buildId}, through ${installed.loader}`
      : 'nothing'
    const half = installed?.state === 'incomplete' ? ' (half: install or remove it again)' : ''
    print(
      [
        `installed  ${what}${half}`,
        `next boot  ${next}`,
        ...(packagesChanged
          ? [
              'packages   have changed since the upgrade was planned, and it will be refused: run "livemode resolve", "download" and "install" again',
            ]
          : []),
        ...(newerSuites?.length
          ? [
              `packages   there are newer ones in ${newerSuites.join(', ')}: "livemode resolve", "download" and "install" take them into the upgrade`,
            ]
          : []),
        `last run   ${renderLastRun(lastRun)}`,
        ...(lastRun?.lookAt ?? []).map(line => `look at    ${line}`),
        ...(firstBoot ? [`first boot ${renderFirstBoot(firstBoot)}`] : []),
      ].join('\n'),
    )
  },
}
