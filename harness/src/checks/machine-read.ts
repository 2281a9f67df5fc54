import {parseHost} from '@livemode/host'
import {loaderOf, planHost} from '../sources/host.ts'
import {type Check, demandEqual} from './check.ts'
import {livemode, runLivemode} from './livemode.ts'

interface Finding {
  readonly id: string
  readonly severity: string
}

/** By these a boot loader tells what it has started, and kernel-install(8) whose entry it has made. */
const byLoader = /^(?:BOOT_IMAGE|initrd)=\S+\s+|\s+systemd\.machine_id=[0-9a-f]{32}$/g

/** The harness plans the image of a machine from a description of its own; the machine's must be the same. */
export const machineRead = {
  description:
    'livemode reads the source system as it is, and finds nothing against an upgrade with an image from elsewhere',
  run: async subject => {
    const expected = planHost(subject.source)
    const found = parseHost(await livemode(subject, ['host', '--json']), {file: 'livemode host'})
    for (const key of ['os', 'architecture', 'firmware', 'loader', 'fstab'] as const) {
      demandEqual(`${key} in livemode host`, {
        found: JSON.stringify(found[key]),
        expected: JSON.stringify(expected[key]),
      })
    }
    demandEqual('the kernel command line in livemode host', {
      found: found.kernelCmdline.replace(byLoader, ''),
      expected: expected.kernelCmdline,
    })
    const {stdout} = await runLivemode(subject, ['check', '--json'])
    const findings: readonly Finding[] = JSON.parse(stdout)
    const inhibitors = findings.filter(({severity}) => severity === 'inhibitor').map(({id}) => id)
    demandEqual('what livemode check has against the upgrade', {
      found: inhibitors.join(' '),
      expected: '',
    })
    const plan = JSON.parse(await livemode(subject, ['plan', '--json']))
    demandEqual('the loader of the plan', {
      found: plan.bootEntry.loader,
      expected: loaderOf(subject.source),
    })
    return [
      `livemode host: ${found.firmware}, ${found.loader}, ${found.kernelCmdline}`,
      `livemode check finds ${findings.map(({id, severity}) => `${id} (${severity})`).join(', ')}`,
    ]
  },
} satisfies Check
