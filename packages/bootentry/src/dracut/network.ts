import {dracutName, isOn, type Row} from './row.ts'

/** What a download needs, and the network of the initramfs. */
export const networkRows: readonly Row[] = [
  {
    name: 'root',
    remark: ({value}, {dracut, networkHandler, isDownloaded}) => {
      if (!isDownloaded) return
      if (networkHandler === 'systemd-networkd' && dracut < 103) {
        return {
          sentence: `${dracutName(dracut)} never downloads an image where systemd-networkd makes the network`,
          remedy: 'have NetworkManager or network-legacy in the initramfs',
        }
      }
      if (!value?.toLowerCase().endsWith('.iso')) return
      return {
        sentence: 'dracut takes what is called .iso for a disk, and looks for an image on it',
        remedy: 'give the image another name',
      }
    },
  },
  {
    name: 'rd.needsnet',
    remark: () => ({
      sentence: 'dracut knows no such argument',
      remedy: 'write rd.neednet=1',
    }),
  },
  {
    name: 'ip',
    remark: (_, {isDownloaded, findValue}) =>
      isDownloaded || isOn(findValue('rd.neednet'))
        ? undefined
        : {
            sentence: 'with an image on a disk dracut does not bring up the network',
            remedy: 'add rd.neednet=1',
          },
  },
]
