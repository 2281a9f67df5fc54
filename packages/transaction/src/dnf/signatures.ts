import {type DnfTransaction, LivemodeError} from '@livemode/config'
import type {Session} from '@livemode/container'
import {parseSigned} from '@livemode/live'
import {packagesFolder} from '../packages-folder.ts'

/** As many as a command line has room for. */
const atOnce = 200

/**
 * Makes sure that every downloaded package is signed by a key of its repositories: by rpm of the target's userspace, with a keyring
 * that has no other.
 *
 * Throws `PACKAGE_CHANGED` with the first that is not.
 */
export async function assertSigned(
  session: Session,
  {
    userspaceImage,
    transaction,
    out,
  }: {
    readonly userspaceImage: string
    readonly transaction: Pick<DnfTransaction, 'archives' | 'repositories'>
    readonly out: string
  },
): Promise<void> {
  await using container = await session.start(userspaceImage, {
    name: 'signatures',
    binds: {[packagesFolder(out)]: '/packages:ro'},
  })
  const keys = new Set(transaction.repositories.flatMap(one => one.keys))
  await container.exec(['mkdir', '/keyring'])
  await container.exec([
    ...['rpmkeys', '--dbpath=/keyring', '--import'],
    ...[...keys].map(key => `/packages/${key}`),
  ])
  const paths = transaction.archives.map(({path}) => `/packages/${path}`)
  for (let start = 0; start < paths.length; start += atOnce) {
    const some = paths.slice(start, start + atOnce)
    // It fails where one is not right; which one is in its lines.
    const script = 'rpmkeys --dbpath=/keyring --checksig "$@" || :'
    const {stdout} = await container.exec(['sh', '-uc', script, 'sh', ...some])
    const signed = new Set(parseSigned(stdout))
    const wrong = some.find(path => !signed.has(path))
    if (wrong === undefined) continue
    throw new LivemodeError(
      'PACKAGE_CHANGED',
      `${wrong.replace(/^\/packages\//, '')}: no key of its repository has signed the package`,
      {hint: 'look whether the keys are those of the repository, and resolve again'},
    )
  }
}
