/** The names by which dracut knows our modules. */
export const dracutModuleName = 'livemode'
export const sshdDracutModuleName = 'livemode-sshd'
export const iscsiDracutModuleName = 'livemode-iscsi'
