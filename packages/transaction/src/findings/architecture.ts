import type {ResolutionCheck} from './finding.ts'

/** A system of an architecture that the target is not made for would keep every package that it has. */
export const architectureLivesOn: ResolutionCheck = ({target, transaction}) => {
  const [native = ''] = transaction.architectures
  if (target.archive.architectures.includes(native)) return []
  const isI386 = native === 'i386'
  return [
    {
      id: isI386 ? 'i386-cpu' : 'arch-gone',
      severity: 'inhibitor',
      sentence: `the packages of this machine are ${native}, and ${target.title} is no system of that architecture`,
      remedy: isI386
        ? `install ${target.title} for amd64 on a machine that can run it; 64 bits cannot be upgraded to`
        : `keep this machine on its release, or install ${target.title} on another one`,
    },
  ]
}
