import {dracutName, isOn, type Row} from './row.ts'

/** What takes memory. */
export const memoryRows: readonly Row[] = [
  {
    name: 'rd.live.ram',
    remark: ({value}, {dracut, isDownloaded, findValue}) => {
      if (!isOn(value)) return
      if (isDownloaded) {
        return {
          sentence: 'a downloaded image is in RAM already, and would be there twice',
          remedy: 'remove it',
        }
      }
      if (dracut < 60) return
      const mebibytes = findValue('rd.minmem') ?? '1024'
      return {
        sentence: `${dracutName(dracut)} refuses the boot where the image leaves less than ${mebibytes} MiB of RAM${dracut >= 100 && dracut < 109 ? ', and where the initramfs has no stat' : ''}`,
        remedy: 'remove it: the image can stay on its disk',
      }
    },
  },
  {
    name: 'rd.minmem',
    since: 60,
    instead: 'leave it out: nothing is refused for lack of memory',
  },
  {
    name: 'rd.writable.fsimg',
    remark: ({value}) =>
      isOn(value)
        ? {
            sentence:
              'a flat image is copied into RAM by this, does not become writable, and may fill it',
            remedy: 'remove it: an overlay takes the changes',
          }
        : undefined,
  },
]
