/**
 * Names of what can have a value that says nothing secret, whatever it is: what is not here is hidden, unless its value cannot
 * be a secret. Of each pattern the whole name is meant; `-` stands for `_`, too, see kernel-parameters.rst.
 */

const oneOf = (patterns: readonly RegExp[]): RegExp =>
  new RegExp(`^(?:${patterns.map(({source}) => source).join('|')})$`)

/** Those that sound like a secret, and have a place, a number or the name of a kind as their value. */
export const harmlessDespiteName = oneOf([
  /(?:rd\.)?luks\.key|keymap|(?:rd\.)?vconsole\.keymap|usbcore\.authorized-default|ima-hash/,
  /codepage|hash|key-slot|keyfile-(?:offset|size|timeout)|keyscript|tpm2-pin/,
])

/** Arguments of the kernel command line: the kernel's, dracut's, systemd's and initramfs-tools'. */
export const harmlessArguments = oneOf([
  // The boot itself: where the kernel, the root and the swap lie.
  /BOOT-IMAGE|BOOTIF|initrd|init|rdinit|root|rootflags|rootfstype|netroot|resume|resumeflags/,
  /nfsroot|nfsaddrs|boot|cryptdevice|zfs|overlayroot/,
  // Consoles and words about them.
  /console|earlycon|earlyprintk|vga|video|fbcon|netconsole|loglevel|printk\..+|vt\..+|lang|LANG/,
  /locale\..+|(?:rd\.)?vconsole\..+|keymap|plymouth\..+/,
  // The hardware.
  /acpi.*|apic|amd-.+|intel-.+|iommu.*|idle|processor\..+|cpufreq\..+|cpuidle\..+|clocksource|tsc/,
  /mem|memmap|memory-hotplug\..+|mtrr.*|numa.*|nosmt|smt|mitigations|spectre.*|spec-.+|l1tf|mds/,
  /tsx.*|retbleed|srbds|mmio-stale-data|gather-data-sampling|srso|kvm.*|nohz.*|isolcpus|irqaffinity/,
  /rcu.*|pci.*|pcie.+|efi|efi-pstore\..+|reboot|panic.*|crashkernel|kgdb.*|nmi-watchdog|watchdog.*/,
  /scsi.*|sd-mod\..+|libata\..+|nvme.*|usb.*|ahci\..+|mpt.*|megaraid.+|dm-mod\..+|raid|md|zswap\..+/,
  /transparent-hugepage|default-hugepagesz|hugepagesz|hugepages|cma|swiotlb|vmalloc|slub-debug|psi/,
  /vfio.+|.+\.ids|net\..+|netdev|i8042\..+|i915\..+|nouveau\..+|nvidia.*\..+|amdgpu\..+|radeon\..+|drm\..+|modeset/,
  /module-blacklist|modprobe\.blacklist|(?:rd\.)?modules-load|initcall-blacklist|dyndbg|.+\.dyndbg/,
  // Security in words.
  /selinux|enforcing|apparmor|security|lsm|audit.*|ima-(?:policy|appraise|template|hash)|lockdown/,
  /module\.sig-enforce|fips|random\..+|init-on-(?:alloc|free)|page-poison|slab-nomerge|vsyscall/,
  /cgroup.*|swapaccount|systemd\.unified-cgroup-hierarchy/,
  // The network of an initramfs.
  /ip|ifname|nameserver|rd\.(?:peerdns|neednet|route)|bond|bridge|team|vlan|bootdev|biosdevname/,
  // dracut, as far as it is about devices and time.
  /rd\.(?:lvm|md|dm|multipath|live|driver|udev|break|shell|debug|timeout|retry|auto|memdebug)(?:\..+)?/,
  /rd\.(?:emergency|skipfsck|zipl|znet|zfcp|dasd|cio-ignore|fcoe|nvmf|nonvmf|hostonly|overlay)(?:[._].+)?/,
  /rd\.luks(?:\.(?:uuid|name|key|options|data|timeout|crypttab|allow-discards|partuuid|serial))?/,
  /rd\.iscsi\.(?:initiator|target\..+|param|firmware|ibft|waitnet|testroute|transport)/,
  /luks(?:\.(?:uuid|name|key|options|data|crypttab))?/,
  // systemd.
  /(?:rd\.)?systemd\.(?:unit|wants|mask|debug-shell|default-debug-tty|confirm-spawn|show-status)/,
  /(?:rd\.)?systemd\.(?:log-.+|default-.+|status-unit-format|journald\..+|volatile|verity.*|gpt-auto)/,
  /(?:rd\.)?systemd\.(?:crash-.+|dump-core|service-watchdogs|watchdog-.+|machine-id|hostname|clock-.+)/,
  /(?:fsck|quotacheck)\..+|rd\.fstab|fstab|mount\.usr(?:flags|fstype)?|udev\..+|upgrade\..+/,
])

/** Options of mounts and of crypttab(5). */
export const harmlessOptions = oneOf([
  /x-.+|comment|loop|user|username|owner|uid|gid|cruid|uname|access|context|fscontext|defcontext|rootcontext/,
  // Of file systems on disks and in memory.
  /data|errors|commit|compress|compress-force|discard|subvol|subvolid|space-cache|device|fatal-errors|rescue/,
  /journal-path|journal-dev|logdev|rtdev|jqfmt|usrquota|grpquota|prjquota|usrjquota|grpjquota|dax|init-itable/,
  /iocharset|nls|codepage|shortname|errors|mode|umask|dmask|fmask|size|nr-inodes|huge|mpol|hidepid|ptmxmode/,
  /lowerdir|upperdir|workdir|redirect-dir|index|metacopy|xino|fsname|subtype/,
  // Of file systems that others serve.
  /vers|nfsvers|minorversion|version|proto|mountproto|mountaddr|mounthost|addr|ip|clientaddr|port|mountport/,
  /sec|lookupcache|local-lock|xprtsec|rsize|wsize|timeo|retrans|retry|acregmin|acregmax|acdirmin|acdirmax|actimeo/,
  /domain|workgroup|dom|servern|cache|file-mode|dir-mode|trans|msize|aname|posix|snapshot|nconnect|max-connect/,
  /fs|mds-namespace|name|backup-volfile-servers|log-file|log-level|volume-id/,
  // Of crypttab(5), systemd's and cryptsetup-initramfs'.
  /cipher|hash|header|offset|skip|tries|timeout|sector-size|integrity|key-slot|keyscript|tmp|size/,
  /keyfile-(?:offset|size|timeout)|tpm2-(?:device|pcrs|pin|signature|pcrlock|measure-pcr)|fido2-device/,
])
