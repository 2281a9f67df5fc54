import {dracutName, isOn, type LintedBoot, type Row} from './row.ts'

/** Where the changes of the live system go: into RAM, and away with it. */
export const overlayRows: readonly Row[] = [
  {
    name: 'rd.live.overlay.overlayfs',
    // dracut 058 moved the making of the overlay's folders behind this argument, where a flat squashfs
    // needs them too; repaired in 060, but only after the first attempt to mount. From 256 on systemd
    // makes the folders itself.
    add: ({dracut, systemd}) => (dracut >= 58 && dracut <= 60 && systemd < 256 ? '1' : undefined),
    remark: ({value}, boot) => (isOn(value) ? takesDiskForRoot(boot) : undefined),
  },
  {
    name: 'rd.overlay',
    since: 110,
    instead: 'leave it out: an image needs no argument for its overlay',
    remark: ({value}, boot) =>
      isSwitch(value)
        ? isOn(value)
          ? takesDiskForRoot(boot)
          : undefined
        : {
            sentence: `rd.overlay=${value} keeps the changes of the live system, so that the next one would find them`,
            remedy: 'remove it: what belongs to the upgrade is on the source’s disk',
          },
  },
  {
    name: 'rd.live.overlay',
    remark: ({value}, {dracut, findValue}) => {
      if (value === null || value.toLowerCase() === 'none') return
      if (dracut >= 106 && isOn(findValue('rd.live.overlay.nouserconfirmprompt'))) return
      return {
        sentence: `where ${value} is missing, ${dracutName(dracut)} asks for Enter, and waits`,
        remedy:
          dracut >= 106
            ? 'remove it, or add rd.live.overlay.nouserconfirmprompt=1'
            : 'remove it: there is no argument against the question',
      }
    },
  },
  {
    name: 'rd.live.overlay.nouserconfirmprompt',
    since: 106,
    instead: 'remove rd.live.overlay=, about which the question would be',
  },
  {
    name: 'rd.live.overlay.readonly',
    remark: (_, {dracut}) =>
      dracut < 110 || dracut > 111
        ? undefined
        : {
            sentence: `${dracutName(dracut)} expects this under a misspelt name, and ignores it`,
            remedy: 'write rd.overlay.readonly=1',
          },
  },
  {
    name: 'rd.live.overlay.size',
    remark: () => ({
      sentence: 'the overlay over a flat image is a file system in RAM, which this does not change',
      remedy: 'remove it',
    }),
  },
  {
    name: 'rootflags',
    remark: () => ({
      sentence: 'dracut gives these options to the overlay, which does not know those of a disk',
      remedy: 'remove it',
    }),
  },
]

const isSwitch = (value: string | null) =>
  value === null || ['', '0', '1', 'no', 'off', 'yes', 'on'].includes(value)

/** Since 056 an overlay without an image goes over the file system that the image should lie on. */
const takesDiskForRoot = ({dracut, isRootChecked}: LintedBoot) =>
  dracut < 56 || isRootChecked
    ? undefined
    : {
        sentence: `${dracutName(dracut)} then boots the file system of a missing image as if it were the image`,
        remedy: 'remove it, or have the initramfs check which root came up',
      }
