import type {ArchiveRepository} from '../targets/archive.ts'
import {type AuthEntry, parseAuth, secretsOf} from './auth.ts'

/** How repositories are reached from here. None of it decides what is installed. */
export interface Access {
  /** Settings of apt, `Acquire::http::Proxy` and the like; the passwords for them stand in `auth`. */
  readonly acquire: readonly {readonly name: string; readonly value: string}[]
  /** Hosts that are reached without a proxy, as `no_proxy` of the environment names them. */
  readonly noProxy: string | null
  /** Certificates of authorities that are trusted besides the known ones, as PEM. */
  readonly caCertificates: string | null
  /** Users and passwords, see apt_auth.conf(5). */
  readonly auth: string | null
}

/** Where packages come from, and how to get there. */
export interface PackageSources<Repository = ArchiveRepository> {
  /** In place of what an image or a release has itself; null: just that. */
  readonly repositories: readonly Repository[] | null
  readonly access: Access
}

export const directAccess: Access = {
  acquire: [],
  noProxy: null,
  caCertificates: null,
  auth: null,
}

/** The distribution's own, without a detour. */
export const ownSources: PackageSources<never> = {repositories: null, access: directAccess}

export const authOf = ({auth}: Access): readonly AuthEntry[] => parseAuth(auth ?? '')

/** A password in a proxy of the environment or of apt's is as secret as one of the file. */
const passwordsOfProxies = ({acquire}: Access): readonly AuthEntry[] =>
  acquire.flatMap(({value}) => {
    // One that is written as it is may have an @ in it.
    const [, login = '', password = ''] = /:\/\/([^\s/:@]*):([^\s/]*)@/.exec(value) ?? []
    const written = {machine: value, login, password}
    const meant = {machine: value, login: decoded(login), password: decoded(password)}
    return password === '' ? [] : [written, meant]
  })

/** What a part of a URL means; the part itself where it is none. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Gives what takes the secrets out of each text that somebody reads. */
export function hidingSecrets(access: Access): (text: string) => string {
  const secrets = [...authOf(access), ...passwordsOfProxies(access)].flatMap(secretsOf)
  return text => secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
}

/** Whether apt gets by without being told anything. */
export const isPlain = ({repositories, access}: PackageSources<unknown>): boolean =>
  repositories === null &&
  access.acquire.length === 0 &&
  access.caCertificates === null &&
  access.auth === null

/** Whether there is something in it that only root may see. */
export const hasSecrets = ({access}: PackageSources<unknown>): boolean =>
  access.auth !== null || passwordsOfProxies(access).length > 0
