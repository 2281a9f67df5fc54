import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {redactUrls} from '../secrets.ts'
import {namesIn} from '../small-files.ts'
import {readText} from './text.ts'

/** What a machine has of a subscription, see subscription-manager(8) and rhsm.conf(5). */
export interface Subscription {
  /** Whether it is known to the server: that of Red Hat, or a Satellite. */
  readonly isRegistered: boolean
  /** How many certificates open repositories to it. */
  readonly certificates: number
  /** The host that it is registered at. */
  readonly server: string | null
  /** Where its repositories are, without a user. */
  readonly content: string | null
  /** The minor release that its repositories are held at; null: they follow it. */
  readonly release: string | null
}

const configuration = '/etc/rhsm/rhsm.conf'

/** Reads it from the machine that has its files below `root`; undefined where there is no subscription manager. */
export async function readSubscription(root = '/'): Promise<Subscription | undefined> {
  const text = await readText(root, configuration)
  if (text === undefined) return undefined
  const settingOf = (name: string) =>
    new RegExp(`^${name}[ \\t]*=[ \\t]*(\\S+)`, 'm').exec(text)?.[1] ?? null
  const content = settingOf('baseurl')
  return {
    isRegistered: existsSync(join(root, '/etc/pki/consumer/cert.pem')),
    certificates: namesIn(join(root, '/etc/pki/entitlement')).filter(name =>
      /^\d+\.pem$/.test(name),
    ).length,
    server: settingOf('hostname'),
    content: content === null ? null : redactUrls(content),
    release: releaseOf((await readText(root, '/var/lib/rhsm/cache/releasever.json')) ?? ''),
  }
}

/** What `subscription-manager release --set` has left. */
const releaseOf = (text: string): string | null =>
  /"releaseVer"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? null
