/**
 * A root shell on the second serial port, for systems whose kernel command line is not the harness's to write: systemd
 * from 256 on takes drop-ins for its units from the firmware, see systemd.system-credentials(7) and
 * systemd-debug-generator(8). Older ones ignore them.
 */
const dropIns: Readonly<Record<string, string>> = {
  'sysinit.target': '[Unit]\nWants=debug-shell.service\n',
  'debug-shell.service': '[Unit]\nConditionPathExists=\n[Service]\nTTYPath=/dev/ttyS1\n',
}

/** The arguments by which QEMU's firmware hands these on, see SMBIOS, "OEM strings". */
export const renderCredentials = (): string[] =>
  Object.entries(dropIns).flatMap(([unit, text]) => [
    '-smbios',
    `type=11,value=io.systemd.credential.binary:systemd.unit-dropin.${unit}=${Buffer.from(text).toString('base64')}`,
  ])
