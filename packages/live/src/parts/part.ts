import {file, type PlannedFile, symlink} from '@livemode/config'
import {assets} from '../assets.ts'

// The parts are made of these.
export {directory, file, program, symlink} from '@livemode/config'

const units = '/usr/lib/systemd/system'
const configured = '/etc/systemd/system'

/** A unit, started with the target that wants it; one of the assets unless its text is given. */
export const enabledUnit = (
  name: string,
  wantedBy = 'multi-user.target',
  text = assets.read(name),
): PlannedFile[] => [
  file(`${units}/${name}`, text),
  symlink(`${configured}/${wantedBy}.wants/${name}`, `${units}/${name}`),
]

/** An instance of a template unit that the distribution brings, e.g. getty@ for tty2. */
export const enabledInstance = (template: string, instance: string, wantedBy: string) =>
  symlink(
    `${configured}/${wantedBy}.wants/${template.replace('@', `@${instance}`)}`,
    `${units}/${template}`,
  )

export const maskedUnit = (name: string): PlannedFile =>
  symlink(`${configured}/${name}`, '/dev/null')
