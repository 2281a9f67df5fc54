import {loaderVariable, readWholeVariables, writeWholeVariable} from '../firmware-variable.ts'
import type {LiveSystem} from '../live-system.ts'
import type {Snapshot} from './manifest.ts'

/** What the firmware boots, and in which order, see the UEFI specification 3.3; and what systemd-boot boots by default. */
const entries = new RegExp(
  `^(?:Boot(?:Order|[0-9A-F]{4})-8be4df61-93ca-11d2-aa0d-00e098032b8c|${loaderVariable('LoaderEntryDefault')})$`,
)

/** Notes the firmware's boot entries and their order. */
export const holdEntries = (live: LiveSystem): Snapshot['variables'] =>
  Object.fromEntries(
    [...readWholeVariables(live, entries)].map(([name, content]) => [
      name,
      content.toString('base64'),
    ]),
  )

/** Has the firmware's boot entries and their order be what they were: entries that have come since go. */
export function goBackEntries(live: LiveSystem, {variables}: Pick<Snapshot, 'variables'>): void {
  // A machine that had none is started by a BIOS, or was: nothing is known of what it has now.
  if (Object.keys(variables).length === 0) return
  const present = readWholeVariables(live, entries)
  for (const [name, text] of Object.entries(variables)) {
    const content = Buffer.from(text, 'base64')
    if (!present.get(name)?.equals(content)) writeWholeVariable(live, name, content)
  }
  for (const name of present.keys())
    if (!Object.hasOwn(variables, name)) writeWholeVariable(live, name, null)
}
