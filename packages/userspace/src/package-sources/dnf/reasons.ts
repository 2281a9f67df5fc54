import type {ErrorCode} from '@livemode/config'
import {hints} from '../hints.ts'
import type {RepositoryEvent} from './events.ts'

/** What one of dnf's lines says about a repository. */
export interface Reason {
  /** What dnf says, with libcurl of GnuTLS or of OpenSSL, in any of their versions. */
  readonly pattern: RegExp
  /** The rest of the sentence that begins with the repository, or with the proxy. */
  readonly sentence: (match: RegExpExecArray, event: RepositoryEvent) => string
  /** Whether it is the proxy that says so; else it may be where the match names its host and its port. */
  readonly isProxy?: boolean
  readonly code?: ErrorCode
  readonly hint?: string
}

const demands = (code = '407') => `demands a user and a password, or other ones (${code})`
/** Newer versions of curl give none. */
const cause = (detail = '') =>
  /could ?n.t connect|could not connect|^$/i.test(detail) ? '' : `, ${detail.toLowerCase()}`
const stranger = 'its certificate is of an authority that is not known here'

/** Why a repository has not given what it was asked for. The more a line says of a cause, the earlier its row stands. */
export const reasons: readonly Reason[] = [
  {
    pattern: /(?:Status code:|tunnel failed, response|Received HTTP code) 407\b/,
    sentence: () => demands(),
    isProxy: true,
    hint: hints.auth,
  },
  {
    pattern: /(?:tunnel failed, response|Received HTTP code) 401\b/,
    sentence: () => demands('401'),
    isProxy: true,
    hint: hints.auth,
  },
  {
    pattern: /(?:tunnel failed, response|Received HTTP code) (\d+)/,
    sentence: ([, code]) => `refuses (${code})`,
    isProxy: true,
  },
  {
    pattern: /Curl error \(5\).*resolve proxy: ([^\s\]]+)/,
    sentence: ([, name]) => `nobody knows a host with the name ${name}`,
    isProxy: true,
  },
  {
    pattern: /Curl error .*certificate (?:has expired|is not yet (?:valid|activated))/,
    sentence: () => 'its certificate has expired, or is not valid yet',
    hint: 'look at the clock of this machine, too',
  },
  {
    pattern: /Curl error .*(?:does not match target|no alternative certificate subject)/,
    sentence: () => 'its certificate is one of another name',
  },
  {
    // GnuTLS of curl 7 says no more, whatever it is.
    pattern: /Curl error .*\[server certificate verification failed\. CAfile/,
    sentence: () => `${stranger}, or has expired`,
    hint: hints.certificates,
  },
  {pattern: /Curl error \((?:51|60|77)\)/, sentence: () => stranger, hint: hints.certificates},
  {
    pattern: /Curl error (?:\(58\)|\(35\).*\[error reading X\.509)/,
    sentence: () =>
      'the certificate and the key that it is to be shown (sslclientcert, sslclientkey) cannot be read, or do not belong together',
  },
  {
    pattern: /Curl error \(35\).*\[(.+)\]/,
    sentence: ([, detail]) => `no encrypted connection comes about (${detail?.replace(/\.$/, '')})`,
  },
  {
    pattern: /Status code: 401\b/,
    sentence: () => `it ${demands('401')}`,
    hint: hints.auth,
  },
  {
    pattern: /Status code: (400|403) for https:/,
    sentence: ([, code]) => `it does not let this machine in (${code})`,
    hint: hints.clientCertificate,
  },
  {
    pattern: /Status code: 403\b/,
    sentence: () => 'it does not let anybody in (403)',
  },
  {
    pattern: /GPG signature is not available.*(?:Status code: 404|Curl error \(37\))/,
    sentence: () => 'its repomd.xml is not signed, and repo_gpgcheck demands that',
    hint: 'many repositories sign nothing but their packages, which are checked without repo_gpgcheck, too',
  },
  {
    pattern: /repomd\.xml GPG signature verification error/,
    sentence: () =>
      'the signature of its repomd.xml is wrong: it has been changed, or is by another key than its gpgkey',
  },
  {
    pattern: /Cannot prepare internal mirrorlist: No URLs in mirrorlist/,
    sentence: () => 'its mirrorlist names no server',
    hint: 'a release that has ended is on no mirror any more: baseurl names its archive',
  },
  {
    pattern: /Cannot prepare internal mirrorlist: Status code: (\d+)/,
    sentence: ([, code]) => `its mirrorlist, or its metalink, is not to be had (${code})`,
  },
  {
    pattern: /Cannot prepare internal mirrorlist: (?!Curl error)(.+?)(?: \(|$)/,
    sentence: ([, detail]) => `its mirrorlist, or its metalink, cannot be read (${detail})`,
  },
  {
    pattern: /repomd\.xml parser error: (.+?)(?: \(|$)/,
    sentence: ([, detail]) => `its repomd.xml cannot be read (${detail})`,
    hint: 'the page of a network that asks for a login looks like that; so does a disk without space',
  },
  {
    pattern: /^has failed$/,
    sentence: () => 'its metadata is damaged',
    hint: hints.mirror,
  },
  {
    pattern: /Curl error \(6\).*resolve host: ([^\s\]]+)/,
    sentence: ([, name]) => `nobody knows a host with the name ${name}`,
  },
  {
    pattern:
      /Curl error \((?:7|28)\).*\[Failed to connect to (\S+) port (\d+)(?: after \d+ ms)?(?:: (.+))?\]/,
    sentence: ([, , port, detail]) => `it does not answer (port ${port}${cause(detail)})`,
  },
  {
    pattern: /Curl error \((?:7|28)\)/,
    sentence: () => 'it does not answer, or is too slow',
  },
  {
    pattern: /Curl error \(23\)/,
    sentence: () => 'there is no space for what comes from it',
    code: 'NO_SPACE',
    hint: 'the folder of the container engine needs it',
  },
  {
    pattern: /Curl error \(37\).*file:\S+?\/(repodata\/\S+|[^/\s]+\.rpm) /,
    sentence: ([, file]) => `it lacks ${file}`,
  },
  {
    pattern: /Status code: (5\d\d)\b/,
    sentence: ([, code]) => `it answers with an error (${code})`,
  },
  {
    pattern: /Status code: 404 for \S+\/repodata\/repomd\.xml\b/,
    sentence: () => 'there is no repository at this address (404)',
  },
  {
    pattern: /Status code: 404 for \S+\/repodata\/(?:[\da-f]+-)?(\S+)/,
    sentence: ([, file]) => `it lacks the index ${file}`,
    hint: hints.mirror,
  },
  {
    pattern: /Status code: 404 for \S+\/([^/\s]+\.rpm)/,
    sentence: ([, file]) => `it lacks the package ${file}`,
    hint: hints.mirror,
  },
  {
    pattern: /Status code: (\d+)/,
    sentence: ([, code]) => `it refuses (${code})`,
  },
  {
    pattern: /checksum doesn't match/,
    sentence: (_, {file}) =>
      file === undefined
        ? 'its files are not those that its repomd.xml names'
        : `its package ${file} is not the one that its index names`,
    hint: hints.sync,
  },
  {
    pattern: /Curl error \((\d+)\): (.+?) for /,
    sentence: ([, number, what]) => `it cannot be read (curl ${number}: ${what})`,
  },
]

/** Why a package has not been installed, by lines that name no repository. The match has the package. */
export const packageReasons: readonly Omit<Reason, 'isProxy'>[] = [
  {
    pattern: /^Package (\S+) is not signed$/,
    sentence: ([, file]) => `its package ${file} is not signed`,
  },
  {
    pattern: /^Public key for (\S+) is not installed/,
    sentence: ([, file]) => `its package ${file} is signed by another key than its gpgkey`,
    hint: 'gpgkey has to name the key of those who have made the package',
  },
  {
    pattern: /^Problem opening package (\S+)$/,
    sentence: ([, file]) => `its package ${file} is damaged, or has been changed`,
  },
  {
    pattern: /^Error opening file:\S+\/([^/\s]+\.rpm): No such file or directory/,
    sentence: ([, file]) => `it lacks the package ${file}`,
  },
  {
    pattern: /^Package "(\S+)" from local repository ".+" has incorrect checksum/,
    sentence: ([, name]) => `its package ${name} is not the one that its index names`,
  },
]
