import {factText} from '@livemode/host'
import type {Resolution} from '../resolution.ts'
import {about, type ResolutionCheck} from './finding.ts'

const dsa = /^ssh-dss(-cert-.*)?$/

const hasServer = ({packages}: Resolution) => packages.some(({name}) => name === 'openssh-server')

export const hostKeysAreKnown: ResolutionCheck = resolution => {
  const keys = resolution.evidence.observations?.sshHostKeys ?? []
  const lost = hasServer(resolution) ? keys.filter(({type}) => type === 'dsa') : []
  const isOnly = lost.length === keys.length
  return about(
    lost.map(({path}) => path),
    list => ({
      id: 'ssh-dsa-key',
      severity: isOnly ? 'inhibitor' : 'warning',
      sentence: isOnly
        ? `sshd of the target does not know DSA, and has no other host key than ${list}: it would not start`
        : `sshd of the target does not know DSA: it does not use the host key ${list}`,
      remedy: 'make other keys with "ssh-keygen -A", and name them in /etc/ssh/sshd_config',
    }),
  )
}

export const usersKeepTheirKeys: ResolutionCheck = resolution => {
  const files = resolution.evidence.observations?.authorizedKeys ?? []
  if (!hasServer(resolution)) return []
  const isOnly = files.every(({types}) => types.every(type => dsa.test(type)))
  const lost = files.filter(({types}) => types.some(type => dsa.test(type)))
  const isLockedOut = isOnly && !allowsPasswords(resolution)
  return about(
    lost.map(({path}) => path),
    list => ({
      id: 'ssh-dsa-key',
      severity: isLockedOut ? 'inhibitor' : 'warning',
      sentence: isLockedOut
        ? `nobody could log in by ssh: the target does not know DSA, and there are no other keys than those in ${list}`
        : `the target does not know DSA: keys of that kind do not log in any more, see ${list}`,
      remedy: 'put a key of another kind beside each, e.g. one of "ssh-keygen -t ed25519"',
    }),
  )
}

/** sshd allows them unless it is told otherwise, and what it is told first counts. */
function allowsPasswords({facts, evidence}: Resolution): boolean {
  const files = evidence.observations?.services.openssh?.files ?? []
  const texts = files
    .toSorted((a, b) => b.length - a.length)
    .map(path => factText(facts, path) ?? '')
  const told = texts
    .map(text => /^\s*PasswordAuthentication\s*=?\s*"?(\w+)/im.exec(text)?.[1])
    .find(value => value !== undefined)
  return told?.toLowerCase() !== 'no'
}
