import {ownConfigFile} from '@livemode/config'
import {kernelArguments, limits} from '@livemode/live'
import {isOn, type LintedBoot, type Row} from './row.ts'

const whenUnattended =
  (value: string): NonNullable<Row['add']> =>
  ({isUnattended}) =>
    isUnattended ? value : undefined

/** What comes of the setting `initramfs_timeout`. */
const givenLimit = ({findValue}: LintedBoot) => findValue(kernelArguments.initramfsTimeout)

/** The seconds after which the initramfs's own module ends the boot, with its defaults. */
const limitOf = (boot: LintedBoot) =>
  Number(givenLimit(boot) ?? (boot.isDownloaded ? limits.initramfsUrl : limits.initramfsDisk))

const staysDead = (what: string) => ({
  sentence: `nobody is there, and the machine ${what} instead of coming back with the source system`,
  remedy: 'remove it, or set autostart_upgrade_after_reboot to false',
})

/** What a boot does that cannot go on. Nothing waits for somebody where nobody is. */
export const waitRows: readonly Row[] = [
  {
    name: 'panic',
    // Long enough to be read, or to be sent over a slow serial line.
    add: whenUnattended('10'),
    remark: ({value}, {isUnattended}) =>
      isUnattended && Number(value) === 0 ? staysDead('stands still after a panic') : undefined,
  },
  {
    // The kernel goes on when systemd itself has crashed; 256 calls it crash_action, and knows both.
    name: 'systemd.crash_reboot',
    add: whenUnattended('1'),
  },
  {
    name: 'rd.shell',
    // For what fails without our module's hooks.
    add: whenUnattended('0'),
    remark: ({value}, {isUnattended}) =>
      isUnattended && isOn(value) ? staysDead('waits in a shell after a failure') : undefined,
  },
  {
    // Who is waited for could not use the shell: its root is closed, whatever that of the image is.
    name: 'SYSTEMD_SULOGIN_FORCE',
    add: ({isUnattended, isRootOpen}) => (!isUnattended && isRootOpen ? '1' : undefined),
  },
  {
    name: 'rd.break',
    remark: (_, {isUnattended}) =>
      isUnattended ? staysDead('waits in a shell at the breakpoint') : undefined,
  },
  {
    name: 'rd.emergency',
    // With rd.shell=0 alone dracut switches the machine off.
    add: whenUnattended('reboot'),
    remark: ({value}, {isUnattended}) =>
      isUnattended && value !== 'reboot' ? staysDead('goes off after a failure') : undefined,
  },
  {
    name: 'rd.retry',
    remark: ({value}, boot) =>
      Number(value) <= limitOf(boot)
        ? undefined
        : {
            sentence: `the initramfs gives up after ${limitOf(boot)} s, before dracut has waited for its devices`,
            remedy: `set initramfs_timeout in ${ownConfigFile} to more than rd.retry`,
          },
  },
  {
    name: 'rd.timeout',
    remark: (_, boot) =>
      givenLimit(boot) === undefined
        ? {
            sentence: 'dracut waits 3000 s for the device of a live root, whatever this says',
            remedy: `set initramfs_timeout in ${ownConfigFile}`,
          }
        : undefined,
  },
  {
    name: 'rd.live.check',
    remark: ({value}) =>
      isOn(value)
        ? {
            sentence: 'a medium that fails its check is waited over for twelve hours',
            remedy: 'remove it: every block of the image is checked when it is read',
          }
        : undefined,
  },
]
