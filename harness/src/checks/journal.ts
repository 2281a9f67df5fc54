import {ask, type Check, demand, log} from './check.ts'

/** `RuntimeMaxUse` of the live system's journal, in KiB. */
const mostKibibytes = 48 * 1024

export const journal = {
  description:
    'the log on the disk has the whole journal, in order and once, and the journal in memory is small',
  run: async subject => {
    const compare = `journalctl --boot --all --no-pager --quiet | head --lines="$(wc --lines <${log})" | cmp - ${log}`
    await ask(subject, compare)
    const lines = await ask(subject, `wc --lines <${log}`)
    const used = Number.parseInt(
      await ask(subject, 'du --summarize --block-size=1K /run/log/journal'),
      10,
    )
    demand(used <= mostKibibytes, `the journal in memory takes ${used} KiB`)
    const overlay = await ask(subject, 'df --output=used --block-size=1K /run | tail --lines=1')
    return [
      `the log on the disk is the journal, line by line (${lines})`,
      `the journal takes ${used} KiB of memory, all of /run ${overlay} KiB`,
    ]
  },
} satisfies Check
