#!/bin/sh
# source-disk.sh make|mount|cut|unmount FILE UUID PLACE
#
# A disk as a file: a partition table, and one partition with ext4 that holds a whole system, mounted at PLACE. Runs in a
# container that may use loop devices; there is no udev, so that the names it would make are made here.
set -eu
action=$1 file=$2 uuid=$3 place=$4

attach() {
    [ -e /dev/loop-control ] || mknod /dev/loop-control c 10 237
    for number in $(seq 0 63); do
        [ -e "/dev/loop$number" ] || mknod "/dev/loop$number" b 7 "$number"
    done
    device=$(losetup --find --show --partscan "$file")
    # Not every kernel reads a partition table by itself.
    partx --update "$device"
    numbers=$(cat "/sys/class/block/${device#/dev/}p1/dev")
    rm -f "${device}p1"
    mknod "${device}p1" b "${numbers%:*}" "${numbers#*:}"
    mkdir -p /dev/disk/by-uuid /dev/disk/by-id
    ln -sfn "${device}p1" "/dev/disk/by-uuid/$uuid"
    ln -sfn "$device" /dev/disk/by-id/virtio-source
}

mount_partition() {
    mkdir -p "$place"
    mount -t ext4 "${device}p1" "$place"
    # Goes with the last mount, also where a container is taken away.
    losetup --detach "$device"
}

# The live system has no program for it: one partition, bootable, from the first MiB to the end. Debian's has perl, that of
# Enterprise Linux python.
write_table() {
    sectors=$(($(stat --format=%s "$file") / 512))
    if command -v perl >/dev/null; then
        perl -e 'print "\0" x 446, pack("C8 V2", 0x80, 0xfe, 0xff, 0xff, 0x83, 0xfe, 0xff, 0xff, 2048, $ARGV[0] - 2048),
            "\0" x 48, "\x55\xaa"' "$sectors"
    else
        python3 -c 'import struct, sys
sys.stdout.buffer.write(bytes(446) + bytes.fromhex("80feffff83feffff") + struct.pack("<II", 2048, int(sys.argv[1]) - 2048)
    + bytes(48) + b"\x55\xaa")' "$sectors"
    fi | dd of="$file" conv=notrunc status=none
}

# EXT4_IOC_SHUTDOWN with NOLOGFLUSH: from now on nothing reaches the disk, and what has not, never will.
shut_down() {
    if command -v perl >/dev/null; then
        perl -e 'my $how = pack "L", 2; open my $root, "<", $ARGV[0] or die $!; ioctl $root, 0x8004587d, $how or die $!' "$place"
    else
        python3 -c 'import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack("=I", 2))' "$place"
    fi
}

case $action in
make)
    truncate --size=8G "$file"
    write_table
    attach
    mkfs.ext4 -q -U "$uuid" "${device}p1"
    mount_partition
    ;;
mount)
    if mountpoint -q "$place"; then exit; fi
    attach
    mount_partition
    ;;
cut)
    shut_down
    ;;
unmount)
    # Processes that have been killed hold it until they are gone.
    tries=0
    while mountpoint -q "$place"; do
        if umount --recursive "$place"; then break; fi
        tries=$((tries + 1))
        [ $tries -lt 60 ]
        sleep 1
    done
    ;;
esac
