import {ask, type Check, demandEqual} from './check.ts'

const variable = '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c'

/** Firmware without keys boots anything, and calls itself the same. */
export const secureBoot = {
  description: 'the firmware checks the signatures of what it boots, and the kernel is locked down',
  run: async subject => {
    // Four bytes of attributes come before the value.
    const value = await ask(subject, `od -A n -t u1 -j 4 ${variable}`)
    demandEqual('SecureBoot', {found: value, expected: '1'})
    const lockdown = await ask(subject, 'cat /sys/kernel/security/lockdown')
    demandEqual('the lockdown of the kernel', {
      found: /\[(\w+)\]/.exec(lockdown)?.[1] ?? '',
      expected: 'integrity',
    })
    return ['Secure Boot is on, and the kernel is locked down']
  },
} satisfies Check
