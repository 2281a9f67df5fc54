export const isYes = (text: string): boolean => /^(yes|y|true|t|on|1)$/i.test(text)

export const isNo = (text: string): boolean => /^(no|n|false|f|off|0)$/i.test(text)

/** Whether a text is a whole number in a range. NetworkManager drops one that is too large without a word. */
export const isNumber = (text: string, [least, most]: readonly [number, number]): boolean =>
  /^-?[0-9]+$/.test(text) && Number(text) >= least && Number(text) <= most

/** What a metric, a number of a table or a priority can be. */
export const unsigned32 = [0, 0xffffffff] as const

export const isInterface = (text: string): boolean =>
  /^[A-Za-z0-9_.+@-]{1,15}$/.test(text) && text !== '.' && text !== '..'

export const isUuid = (text: string): boolean =>
  /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/.test(text)

export const isHardwareAddress = (text: string): boolean =>
  /^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$/.test(text)
