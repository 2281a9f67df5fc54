import {X509Certificate} from 'node:crypto'
import {constants} from 'node:fs'
import {open} from 'node:fs/promises'
import {LivemodeError, type ParsedConfig} from '@livemode/config'
import {readAnswer, readWithin} from '@livemode/host'
import {type Access, parseAuth} from '@livemode/userspace'
import {mostBytes, type Refuse, readText, refuseAsUsage} from './named-file.ts'
import {type Environment, machineProxies, noProxyOf} from './proxies.ts'

/**
 * Reads how this machine reaches package sources: by the configuration, else as its apt is configured, else as its
 * environment says.
 *
 * Throws `CONFIG_INVALID` with a file that cannot be read, is none of its kind, or is for others' eyes, too.
 */
export async function readAccess(parsed: ParsedConfig, environment: Environment): Promise<Access> {
  const {http_proxy: proxy} = parsed.config
  return {
    acquire:
      proxy === null
        ? machineProxies(await readAptSettings(environment), environment)
        : [{name: 'Acquire::http::Proxy', value: proxy}],
    noProxy: noProxyOf(environment),
    caCertificates: await readCaCertificates(parsed),
    auth: await readAuth(parsed),
  }
}

/** What apt of this machine is told; nothing where there is no apt. */
const readAptSettings = async (environment: Environment): Promise<string> =>
  (await readAnswer(['apt-config', 'dump'], {environment})) ?? ''

/** The text of the file of `ca_certificates`; null where none is configured. Throws `CONFIG_INVALID`. */
export async function readCaCertificates({config, refuse}: ParsedConfig): Promise<string | null> {
  const file = config.ca_certificates
  if (file === null) return null
  const refuseFile = (why: string, cause?: unknown) =>
    refuse('ca_certificates', {what: `${file}: ${why}`, cause})
  return readCertificates(file, refuseFile)
}

const pemCertificate = /^-----BEGIN CERTIFICATE-----$[^-]*^-----END CERTIFICATE-----\s*$/gm

/** The text of a file of certificates, each of which can be read. Throws what `refuse` makes of the reason, `USAGE` unless told. */
export async function readCertificates(
  file: string,
  refuse: Refuse = refuseAsUsage(file),
): Promise<string> {
  const text = await readText(file, refuse)
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw refuse('it has a private key in it, which must not leave its owner')
  }
  const certificates = text.match(pemCertificate) ?? []
  if (certificates.length === 0) throw refuse('it holds no certificate')
  for (const [index, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate)
    } catch (cause) {
      throw refuse(`its certificate ${index + 1} cannot be read`, cause)
    }
  }
  return text
}

/** The text of the file with users and passwords, which nobody but its owner may read; null where none is configured. Throws `CONFIG_INVALID`. */
export async function readAuth({config, refuse}: ParsedConfig): Promise<string | null> {
  const file = config.apt_auth
  if (file === null) return null
  const refuseFile = (why: string, cause?: unknown) =>
    refuse('apt_auth', {what: `${file}: ${why}`, cause})
  try {
    // Who has put a pipe there would have us wait for ever.
    await using opened = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
    const found = await opened.stat()
    const {uid, mode} = found
    if (!found.isFile()) throw refuseFile('it is no file')
    if (![0, process.getuid?.()].includes(uid) || (mode & 0o077) !== 0) {
      throw refuseFile('others than root can read or change it: chown root, chmod 600')
    }
    const text = (await readWithin(opened, mostBytes))?.toString('utf8') ?? ''
    if (parseAuth(text).length === 0) throw refuseFile('it has no "machine HOST login USER …"')
    return text
  } catch (error) {
    if (error instanceof LivemodeError) throw error
    const {code} = error as NodeJS.ErrnoException
    throw refuseFile(
      code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`,
      error,
    )
  }
}
