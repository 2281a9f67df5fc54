import type {TableEntry} from '../disks/partition-table.ts'

/** The firmware's partition as Debian's installer makes it. The scripts know its number, too. */
export const esp = {
  partition: {mebibytes: 512, type: 'U'},
  uuid: '6C1F-5A59',
  mount: 'UUID=6C1F-5A59 /boot/efi vfat umask=0077 0 1',
} as const satisfies {readonly partition: TableEntry; readonly uuid: string; readonly mount: string}
