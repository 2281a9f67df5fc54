import {PassThrough, type Readable} from 'node:stream'
import {importImage, type Session} from '@livemode/container'

/** Imports the root that a program writes as a tar, as the base of that name, and holds on to it only if the program succeeds. */
export async function importWhile(
  session: Session,
  {tar, program, reference}: {tar: Readable; program: PromiseLike<unknown>; reference: string},
): Promise<void> {
  // Who reads may end first; then nobody waits for the program, and how it ends is no news.
  const ended = Promise.resolve(program)
  ended.catch(() => {})
  const checked = (async function* () {
    yield* tar
    await ended
  })()
  await importImage(session.engine, checked, {reference, layer: 'base'})
}

/** The same for a program that is given where to write. */
export async function importFrom(
  session: Session,
  {run, reference}: {run: (output: PassThrough) => Promise<unknown>; reference: string},
): Promise<void> {
  const tar = new PassThrough()
  const program = run(tar)
  program.then(
    () => tar.end(),
    error => tar.destroy(error),
  )
  await importWhile(session, {tar, program, reference})
}
