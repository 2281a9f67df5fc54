import {when} from '../finding.ts'
import type {ElCheck} from './check.ts'

/** What rpm of the target cannot verify it does not install, and may not find among what is installed: in the live system, too. */
export const signaturesAreAccepted: ElCheck = ({host: {rpmPackages}, target}) => {
  const {count, examples} = rpmPackages?.weaklySigned ?? {count: 0, examples: []}
  const others = count > examples.length ? `, and ${count - examples.length} more` : ''
  return when(count > 0, () => ({
    id: 'package-signature-weak',
    severity: 'inhibitor',
    sentence: `rpm of ${target.title} does not accept signatures by SHA-1, which installed packages have: ${examples.join(', ')}${others}`,
    remedy: `install builds of them that their vendor has signed by SHA-256, or remove them: dnf remove ${examples.join(' ')}`,
  }))
}
