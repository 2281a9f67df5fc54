import {resolve} from 'node:path'
import {performance} from 'node:perf_hooks'
import {assertEnabled, LivemodeError} from '@livemode/config'
import {assertOwn} from '@livemode/host'
import {transactionFile} from '@livemode/live'
import {
  checkDownloaded,
  type DownloadProgress,
  downloadPackages,
  lockPackages,
  packagesFolder,
  readTransaction,
} from '@livemode/transaction'
import {findTarget, findTargetId, type Log} from '@livemode/userspace'
import {readAccess} from '../access.ts'
import {readConfig} from '../named-config.ts'
import {ensureUserspace} from '../planned-userspace.ts'
import {assertNotInhibited} from '../report/index.ts'
import {openSession} from '../session.ts'
import {readTargetSources} from '../target-sources.ts'
import {renderTransfer} from '../transfer.ts'
import {type Command, json} from './command.ts'

export const download: Command = {
  does: 'downloads the packages of the upgrade that was resolved into --out',
  run: async (args, {environment, signal, progress, print}) => {
    assertEnabled(environment, 'download')
    const out = resolve(args.out)
    const resolved = await readTransaction(out)
    if (resolved === undefined) {
      throw new LivemodeError(
        'USAGE',
        `nothing is resolved in ${out}: there is nothing to download`,
        {
          hint: '"livemode resolve" decides which packages the upgrade needs',
        },
      )
    }
    const {transaction} = resolved
    await assertOwn(packagesFolder(out), [transactionFile])
    const targetId = findTargetId(transaction.targetId)
    const target = findTarget(targetId)
    const parsed = await readConfig(args)
    const {config} = parsed
    const targetSources = await readTargetSources(parsed, target)
    const access = await readAccess(parsed, environment)
    await using _ = await lockPackages(out, environment)
    await using session = await openSession(environment, signal)
    const userspace = await progress.step('Target userspace', log =>
      ensureUserspace(session, {config, target, targetId, targetSources}, {access, log}),
    )
    const downloaded = await progress.step('Download', log =>
      downloadPackages(session, {
        userspaceImage: userspace.image,
        transaction,
        out,
        onProgress: following(log),
        access,
        repositories: targetSources.family === 'el' ? targetSources.repositories : [],
      }),
    )
    const findings = await progress.step('Files of the packages', () =>
      checkDownloaded(session, {userspaceImage: userspace.image, out}),
    )
    const {packages, bytes} = downloaded
    const total = transaction.archives.length
    print(
      args.json
        ? json({packages: total, bytes: transaction.downloadBytes, downloaded})
        : `${packagesFolder(out)}: ${total} packages, ${packages} of them downloaded now (${(bytes / 1_000_000).toFixed(1)} MB)`,
    )
    assertNotInhibited(findings)
  },
}

/** Shows how far a download has come; its clock starts with its first bytes. */
function following(log: Log): (progress: DownloadProgress) => void {
  let start: {at: number; bytes: number} | undefined
  return ({bytes, totalBytes}) => {
    start ??= {at: performance.now(), bytes}
    const seconds = (performance.now() - start.at) / 1000
    log(renderTransfer({bytes, totalBytes, begunBytes: start.bytes, seconds}))
  }
}
