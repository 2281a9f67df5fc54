import {places} from '../../tables/places.ts'
import type {EngineContext} from '../engine.ts'
import {endSilentScripts} from './silence.ts'

/** What programs of packages see: nothing of the live system, and nobody who could be asked. */
export const environment = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
  DEBIAN_PRIORITY: 'critical',
  NEEDRESTART_SUSPEND: '1',
  APT_LISTCHANGES_FRONTEND: 'none',
} as const

interface Options {
  readonly environment?: Readonly<Record<string, string>>
  readonly onLine?: (line: string) => void
  readonly onStatus?: (line: string) => void
}

/**
 * Runs a program of the live system that acts on the source's root, with what packages' scripts need there. What it
 * leaves running ends with it. Gives its exit code.
 */
export function actOnSource(
  context: EngineContext,
  argv: readonly string[],
  options: Options = {},
): Promise<number | null> {
  const {live} = context
  return live.follow(
    [
      ...['unshare', '--mount', '--propagation', 'private'],
      ...['--', live.path(`${places.library}/in-source-root`), live.source.root, ...argv],
    ],
    {
      environment: {...environment, ...options.environment},
      onLine: options.onLine ?? live.print,
      ...(options.onStatus === undefined ? {} : {onStatus: options.onStatus}),
      silence: {seconds: context.scriptTimeout, act: pid => endSilentScripts(context, pid)},
    },
  )
}

/** The same for a program of the source's own, which runs in it. Only after the first change. */
export const runInSource = (
  context: EngineContext,
  argv: readonly string[],
  options: Options = {},
) => actOnSource(context, ['chroot', context.live.source.root, ...argv], options)
