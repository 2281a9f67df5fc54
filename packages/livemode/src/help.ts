import {loaders} from '@livemode/bootentry'
import {signatureName} from '@livemode/image'
import {engineIds, hookMoments, sourcePlaces} from '@livemode/live'
import {defaultTargetId, targetIds} from '@livemode/userspace'
import {commands} from './commands/index.ts'
import {trustedFolder} from './signing/trust.ts'

const width = Math.max(...Object.keys(commands).map(name => name.length))

/** What `livemode --help` prints. */
export const helpText = `livemode: upgrades this machine in place, from a live image

Usage: livemode <command> [options]

Commands:
${Object.entries(commands)
  .map(([name, {does}]) => `  ${name.padEnd(width)}  ${does}`)
  .join('\n')}

Options:
  --config PATH  the configuration, a file or a folder of *.yaml or *.yml
                 (default: /etc/livemode/livemode.yaml, /etc/leapp/actor.d/livemode.yaml and
                 /etc/leapp/actor_conf.d/*.yaml or *.yml)
  --host FILE    a machine described by "livemode host" (default: this machine; build needs none);
                 check: several of them, or a folder, for one table
  --facts FILE   host: write the machine with what decides about its packages, for --host
  --target ID    the release to upgrade to: ${targetIds.join(', ')} (default: ${defaultTargetId})
  --out DIR      where the artifacts go (default: out)
  --loader ID    the boot loader: ${Object.keys(loaders).join(', ')} (default: what is
                 found, or kexec where that cannot be told to boot something once)
  --engine ID    what upgrades the machine: ${engineIds.join(', ')}
                 (default: leapp where Leapp has prepared the upgrade, else the target's own)
  --from PLACE   install: take the artifacts from a folder, or the http or https URL of one, into --out
  --ca FILE      install: certificates that the server of --from may have, besides the system's
  --trust FILE   install, upgrade: a public key of OpenPGP that has to have signed the manifest; again for others
                 (always: those of ${trustedFolder}/*.{asc,gpg,pgp})
  --sign KEY     build, upgrade: sign the manifest with this key of gpg's keyring, into ${signatureName}
  --refresh      build: make every layer anew, with the packages that the mirror has now
  --yes          upgrade, start, rollback: answer its question beforehand
  --reboot       upgrade, rollback: reboot when all is in its place, in a minute; "shutdown -c" cancels that
  --at TIME      the time of that reboot: HH:MM, +MINUTES or now
  --json         print the result as JSON
  -h, --help     print this text

Executables in ${sourcePlaces.hooks}/{${hookMoments.join(',')}} run at these moments,
as run-parts(8) runs them; the first two stop the upgrade with an exit code other than 0.

LEAPP_UNSUPPORTED=1 has to be set for what builds or changes something.
Exit codes: 0 done, 1 failed, 2 bad input or usage, 3 refused.
`
