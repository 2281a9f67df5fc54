/** DM_NAME_LEN of <linux/dm-ioctl.h>, without the NUL at the end. */
const mostCharacters = 127

/**
 * Whether a name is one that a device below /dev/mapper has as it is. The characters are those that libdm does not
 * escape; none of them means anything in a udev rule.
 */
export const isDeviceMapperName = (name: string): boolean =>
  name.length <= mostCharacters && /^[0-9A-Za-z#+\-.:=@_]+$/.test(name) && !/^\.\.?$/.test(name)
