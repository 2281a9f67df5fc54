import type {LoaderId} from '@livemode/bootentry'

/** What a command is told on its command line. */
export interface Options {
  readonly config: string | undefined
  /** The description of a machine; undefined: the one that this runs on. */
  readonly host: string | undefined
  /** All that are named: `check` takes several, and folders of them. */
  readonly hosts: readonly string[]
  readonly target: string
  readonly out: string
  /** The boot loader to use instead of the one that is found. */
  readonly loader: LoaderId | undefined
  /** The engine to use instead of the target's own. */
  readonly engine: string | undefined
  /** Where the artifacts are taken from: a folder or a URL; undefined: they are in `out`. */
  readonly from: string | undefined
  /** Files with the keys that may have signed the manifest. */
  readonly trust: readonly string[]
  /** A file of certificates of web servers that are trusted besides those of the system. */
  readonly ca: string | undefined
  /** The key that signs the manifest, as `gpg --local-user` takes it. */
  readonly sign: string | undefined
  /** Where to write the machine with the facts of its packages. */
  readonly facts: string | undefined
  readonly json: boolean
  readonly refresh: boolean
  /** Whether the question of `upgrade` or `rollback` is answered beforehand. */
  readonly yes: boolean
  /** When they reboot the machine, as shutdown(8) takes it; undefined: not by itself. */
  readonly reboot: string | undefined
}
