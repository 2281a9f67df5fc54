/**
 * Arguments that every machine gets after the planned ones: the console on the first serial port, a
 * root shell on the second (systemd-debug-generator(8): the image needs nothing for it), and failures
 * that are loud and end the guest instead of waiting for somebody.
 */
export const harnessArguments = [
  'console=tty0',
  'console=ttyS0,115200',
  'systemd.show_status=1',
  'systemd.debug_shell=ttyS1',
  'panic=1',
  'oops=panic',
  'systemd.crash_reboot',
  'rd.shell=0',
  'rd.emergency=poweroff',
  'rd.retry=120',
].join(' ')
