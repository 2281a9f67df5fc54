import {createInterface} from 'node:readline'
import {LivemodeError} from '@livemode/config'
import type {Container, Session} from '@livemode/container'
import {execa} from 'execa'
import {importFrom, importWhile} from '../../import-while.ts'
import type {Log} from '../../log.ts'
import {AptRunner} from '../../package-sources/apt/in-container.ts'
import {openMachineAptFiles} from '../../package-sources/apt/on-machine.ts'
import {findReason} from '../../package-sources/apt/reasons.ts'
import {explainFailure} from '../../package-sources/failure.ts'
import {hidingSecrets, type PackageSources} from '../../package-sources/package-sources.ts'

/** A minimal Debian root. */
export interface BaseContent {
  readonly suite: string
  readonly packages: readonly string[]
  /** Those of the archive that it takes packages from; main alone unless told. */
  readonly components?: readonly string[]
}

/**
 * The command that makes a minimal Debian root and writes it to its standard output as a tar. The
 * mirror is mmdebstrap's own default, which the new root then uses as well.
 */
export const bootstrapArguments = ({
  suite,
  packages,
  components,
}: BaseContent): readonly string[] => [
  'mmdebstrap',
  '--variant=apt',
  '--format=tar',
  ...(components === undefined ? [] : [`--components=${components.join(',')}`]),
  ...(packages.length === 0 ? [] : [`--include=${packages.join(',')}`]),
  suite,
  '-',
]

interface Bootstrap extends BaseContent {
  readonly reference: string
  readonly log: Log
  /** Where packages come from meanwhile; the root that is made has the distribution's own. */
  readonly sources: PackageSources
}

/**
 * The same with the configuration of the apt that does it, which is not that of the new root: see "setup hooks" in
 * mmdebstrap(1).
 */
const withConfiguration = (
  [program = '', ...rest]: readonly string[],
  configuration: string | null,
): readonly string[] => [
  program,
  ...(configuration === null ? [] : setupHook(configuration)),
  ...rest,
]

const setupHook = (configuration: string) => [
  `--setup-hook=echo '#include "${configuration}";' >> "$MMDEBSTRAP_APT_CONFIG"`,
]

/** Makes a base image with the mmdebstrap of this machine. Gives false where it has none. */
export async function bootstrapOnMachine(session: Session, bootstrap: Bootstrap): Promise<boolean> {
  session.signal.throwIfAborted()
  const {sources} = bootstrap
  await using apt = await openMachineAptFiles(sources)
  const [program = '', ...rest] = withConfiguration(
    bootstrapArguments(bootstrap),
    apt.configuration,
  )
  const lines: string[] = []
  const hide = hidingSecrets(sources.access)
  const log = (line: string) => {
    const shown = hide(line)
    lines.push(shown)
    bootstrap.log(shown)
  }
  const running = execa(program, rest, {
    buffer: {stdout: false},
    stdin: 'ignore',
    detached: true,
  })
  // mmdebstrap leaves a signal to its children and then cleans up: it has to reach the whole group, as long as that is there.
  let isRunning = true
  const stop = () => {
    if (!isRunning || running.pid === undefined) return
    try {
      process.kill(-running.pid, 'SIGTERM')
    } catch (error) {
      // It has ended, and nobody has read the last of it yet.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  session.signal.addEventListener('abort', stop, {once: true})
  createInterface({input: running.stderr}).on('line', line => {
    if (line !== '') log(line)
  })
  const succeeded = running
    .catch(error => {
      if (error.code === 'ENOENT') throw noProgram
      const failed = {error: new LivemodeError('COMMAND_FAILED', error.message), readable: hide}
      throw explainFailure(failed, () => findReason(lines, sources))
    })
    .finally(() => {
      isRunning = false
      session.signal.removeEventListener('abort', stop)
    })
  try {
    const {reference} = bootstrap
    await importWhile(session, {tar: running.stdout, program: succeeded, reference})
    return true
  } catch (error) {
    stop()
    const cause = await succeeded.catch(cause => cause)
    if (cause === noProgram) return false
    throw error
  }
}

const noProgram = new LivemodeError('BASE_UNAVAILABLE', 'this machine has no mmdebstrap')

/** Makes a base image with the mmdebstrap of a container of the toolbox. */
export async function bootstrapInContainer(
  session: Session,
  {toolbox, ...bootstrap}: Bootstrap & {toolbox: Container},
): Promise<void> {
  const apt = await AptRunner.open(toolbox, bootstrap.sources)
  const argv = withConfiguration(bootstrapArguments(bootstrap), apt.configuration)
  await importFrom(session, {
    reference: bootstrap.reference,
    run: output => apt.exec(argv, {output, onLine: bootstrap.log}),
  })
}
