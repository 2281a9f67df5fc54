import {LiveContainer} from '../live-container.ts'
import type {PreparedUpgrade} from '../prepared-upgrade.ts'

/** Puts the server on a disk, with GRUB, and with what `install` puts there. */
export async function installServer(prepared: PreparedUpgrade, disk: string): Promise<void> {
  await using live = await LiveContainer.start(prepared, {file: disk, isNew: true})
  const uuid = await live.shell('findmnt --noheadings --output UUID "$(readlink -f /sysroot)"')
  await live.shell(
    `printf 'UUID=%s / ext4 errors=remount-ro 0 1\\n' ${uuid.trim()} >/sysroot/etc/fstab`,
  )
  // A container's engine mounts its own over these, and leaves them empty.
  await live.shell(`
    echo server >/sysroot/etc/hostname
    printf '127.0.0.1 localhost\\n127.0.1.1 server\\n' >/sysroot/etc/hosts`)
  await live.shellInSource(`
    echo 'grub-pc grub-pc/install_devices multiselect /dev/disk/by-id/virtio-source' | debconf-set-selections
    grub-install --target=i386-pc /dev/disk/by-id/virtio-source
    update-grub`)
}
