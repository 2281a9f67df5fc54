import {isPrintableAscii, mustBePrintable} from '../printable.ts'
import type {Rule} from './rule.ts'

/** What dracut's livenet can fetch from at all; the target's dracut may serve less. */
const schemes = ['http', 'https', 'ftp', 'tftp', 'nfs', 'nfs4']

/** livenet hands the URL to curl and takes the end of it for the name of the file. */
export const urlIsServed: Rule = {
  about: ['url_to_load_squashfs_from'],
  check: ({url_to_load_squashfs_from: url}) => {
    const what = url === null ? undefined : problemOf(url)
    return what === undefined ? [] : [{key: 'url_to_load_squashfs_from', what, word: 0}]
  },
}

/** The part of a URL before its first colon. */
export const schemeOf = (url: string): string => /^([^:/]*):/.exec(url)?.[1]?.toLowerCase() ?? ''

function problemOf(url: string): string | undefined {
  if (/[\s"'\\]/.test(url)) {
    return 'must not have spaces, quotes or backslashes in it: it goes on the kernel command line'
  }
  if (!isPrintableAscii(url)) return mustBePrintable
  const scheme = schemeOf(url)
  if (scheme === '') return `must start with a scheme, one of ${schemes.join(', ')}`
  if (!schemes.includes(scheme)) {
    return `has the scheme ${scheme}, which livenet does not serve; it serves ${schemes.join(', ')}`
  }
  if (/[?#]/.test(url)) return 'must end with the name of the file: no "?" or "#" behind it'
  return scheme.startsWith('nfs') ? problemOfNfs(url) : (problemOfHost(url) ?? problemOfName(url))
}

function problemOfHost(url: string): string | undefined {
  if (!/^[a-z]+:\/\/[^/]/i.test(url)) return 'needs a server behind "//"'
  if (!URL.canParse(url)) return 'is no URL: its server or its port cannot be'
  return undefined
}

/** `nfs:server:/folder/file[:options]`, or the same as a URL, see dracut.cmdline(7). */
function problemOfNfs(url: string): string | undefined {
  const form = /^nfs4?:(?:\/\/[^/:]+|(?:\[[^\]]+\]|[^/:]+):)\/[^:]*/i.exec(url)?.[0]
  if (form === undefined) return 'needs a server and an absolute path, as nfs:SERVER:/FOLDER/FILE'
  return problemOfName(form)
}

function problemOfName(url: string): string | undefined {
  const path = url.replace(/^[a-z0-9]+:\/\/[^/]*/i, '')
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (!path.includes('/') || name === '') return 'must end with the name of the file, not a folder'
  // dracut mounts a disk image of that name, instead of the squashfs that this is.
  if (name.toLowerCase().endsWith('.iso')) {
    return 'must not end with .iso: livenet would look for a disc image in the file'
  }
  return undefined
}
