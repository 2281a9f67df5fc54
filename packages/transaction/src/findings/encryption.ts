import {type CrypttabEntry, factText, parseCrypttab} from '@livemode/host'
import {about, type ResolutionCheck} from './finding.ts'

const has = ({options}: CrypttabEntry, name: string) =>
  options.some(option => option === name || option.startsWith(`${name}=`))

/** Whose key is another one at every boot: there is nothing on it that would have to be read. */
const isThrownAway = ({keyFile}: CrypttabEntry) => /^\/dev\/u?random$/.test(keyFile ?? '')

/** A passphrase is hashed, a key file is not. */
const needsHash = ({keyFile}: CrypttabEntry) => keyFile === null

export const plainVolumesOpen: ResolutionCheck = ({facts, packages, transaction}) => {
  const comesToo = transaction.upgrade.some(one => /^(cryptsetup|systemd)/.test(one.package))
  const entries = parseCrypttab(factText(facts, '/etc/crypttab') ?? '').filter(
    one =>
      has(one, 'plain') &&
      !isThrownAway(one) &&
      !(has(one, 'cipher') && has(one, 'size') && (has(one, 'hash') || !needsHash(one))),
  )
  const isUsed = comesToo && packages.length > 0
  return about(isUsed ? entries.map(({name}) => name) : [], list => ({
    id: 'plain-dm-crypt-defaults',
    severity: 'inhibitor',
    sentence: `/etc/crypttab does not say how ${list} is encrypted, and what is usual has changed: the target would read something else from it`,
    remedy:
      'add what it was made with to its options, most likely "cipher=aes-cbc-essiv:sha256,size=256,hash=ripemd160"',
  }))
}
