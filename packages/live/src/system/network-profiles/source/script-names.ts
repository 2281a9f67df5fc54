/** Whether a file is none that editors and package managers leave behind, nor the loopback's: these are not read. */
export const isScriptName = (name: string): boolean =>
  name !== 'ifcfg-lo' && !/(~|\.(bak|orig|rej|rpmnew|rpmorig|rpmsave|augnew|augtmp))$/.test(name)
