/** Where NetworkManager finds keyfiles that are there for one boot only. */
export const keyfileFolder = '/run/NetworkManager/system-connections'

/** Where its ifcfg-rh plugin finds what the network scripts have for all interfaces. */
export const networkFolder = '/etc/sysconfig'

/** Where that plugin finds ifcfg files. */
export const ifcfgFolder = `${networkFolder}/network-scripts`
