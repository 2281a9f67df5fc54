import {parseParagraphs} from '@livemode/config'
import {type DpkgPackage, fullName, indexByAptName} from './status.ts'

/** What is there because something else needed it: apt's extended_states, see apt-mark(8). */
export function parseAutomatic(
  text: string,
  {packages, native}: {packages: readonly DpkgPackage[]; native: string},
): readonly string[] {
  const installed = indexByAptName(packages, native)
  return parseParagraphs(text)
    .filter(paragraph => paragraph.get('auto-installed') === '1')
    .flatMap(paragraph => {
      const [name = '', architecture = ''] = ['package', 'architecture'].map(
        field => paragraph.get(field) ?? '',
      )
      // apt says the machine's own architecture of what is for all of them.
      const found = installed.get(architecture === native ? name : `${name}:${architecture}`)
      return found ? [fullName(found)] : []
    })
    .toSorted()
}
