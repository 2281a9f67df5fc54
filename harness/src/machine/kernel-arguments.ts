/**
 * The consoles of every machine, before the planned arguments: of several serial ports that the
 * command line names the kernel uses the first.
 */
export const harnessConsoles = 'console=tty0 console=ttyS0,115200'

/** Starts a root shell on the second serial port, see systemd-debug-generator(8). */
export const debugShell = 'systemd.debug_shell=ttyS1'

/**
 * Arguments that every machine gets after the planned ones: a root shell on the second serial port
 * (systemd-debug-generator(8): the image needs nothing for it), and failures that are loud and end the
 * guest instead of waiting for somebody.
 */
export const harnessArguments = [
  'systemd.show_status=1',
  debugShell,
  'panic=1',
  'oops=panic',
  'systemd.crash_reboot',
  'rd.shell=0',
  'rd.emergency=poweroff',
  'rd.retry=120',
].join(' ')
