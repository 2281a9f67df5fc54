/** Where rpm keeps its database: Enterprise Linux up to 9, and from 10 on. */
export const rpmFolders: readonly string[] = ['/var/lib/rpm', '/usr/lib/sysimage/rpm']
