import {LivemodeError} from '@livemode/config'
import type {Asking} from '@livemode/host'
import {findSigningKey, listFingerprints} from './sign.ts'
import type {TrustedKeys} from './trust.ts'

/**
 * Makes sure, before anything is built, that what is built here could be installed here. Throws `USAGE` where keys are trusted and
 * nobody signs it, or another key does.
 */
export async function assertBuildIsTrusted(
  trusted: TrustedKeys,
  {sign, ...asking}: Asking & {readonly sign: string | undefined},
): Promise<void> {
  const [first] = trusted
  if (first === undefined) return
  if (sign === undefined) {
    throw new LivemodeError(
      'USAGE',
      `what is built here is not signed, and only what a trusted key has signed is installed (${first.file})`,
      {hint: 'sign it (--sign KEY), or take one that is signed: livemode install --from'},
    )
  }
  const {fingerprint} = await findSigningKey(sign, asking)
  const files = trusted.map(({file}) => file)
  if ((await listFingerprints(files, asking)).includes(fingerprint)) return
  throw new LivemodeError(
    'USAGE',
    `--sign ${sign}: what this key signs is not installed here, for it is none of those in ${files.join(', ')}`,
    {hint: `trust it, too: gpg --armor --export ${fingerprint} >FILE, and --trust FILE`},
  )
}
