import {factText} from '@livemode/host'
import type {Resolution} from '../resolution.ts'
import {about, type ResolutionCheck} from './finding.ts'

const nameOf = (one: {readonly package: string}) => one.package.replace(/:.*/, '')

/** PHP's packages are named by its version, and each version has pools of its own. */
const poolPackage = /^php(\d+\.\d+)-fpm$/

export const poolsMove: ResolutionCheck = resolution => {
  const {packages, removed, transaction} = resolution
  const gone = new Set(removed)
  const coming = [...transaction.new, ...transaction.upgrade].map(nameOf)
  const next = coming.find(name => poolPackage.test(name))
  const left = packages
    .filter(one => poolPackage.test(one.name) && !coming.includes(one.name))
    .filter(one => gone.has(one) || next !== undefined)
    .map(({name}) => poolPackage.exec(name)?.[1] ?? '')
  return left.flatMap(version => {
    const users = socketUsers(resolution, version)
    const becomes = next === undefined ? 'goes' : `makes room for ${next}`
    const named = users.length === 0 ? '' : `, and its socket is named in ${users.join(', ')}`
    return [
      {
        id: 'php-pool',
        severity: 'warning' as const,
        sentence: `php${version}-fpm ${becomes}: the pools in /etc/php/${version}/fpm are not taken over${named}`,
        remedy:
          'after the upgrade copy the pools into the folder of the new version, and name its socket where the old one is named',
      },
    ]
  })
}

/** The configurations that were taken of a source and name the socket of a version. */
const socketUsers = ({facts}: Resolution, version: string) =>
  [...facts.keys()]
    .filter(path => path.startsWith('/etc/nginx/') || path.startsWith('/etc/apache2/'))
    .filter(path => factText(facts, path)?.includes(`/php${version}-fpm`))
    .toSorted()

/** The folders that the distribution's own Python lies in. */
const systemFolders = /^\/(usr\/)?bin$/

export const environmentsFit: ResolutionCheck = ({evidence, transaction}) => {
  const {found, isComplete} = evidence.observations?.pythonVenvs ?? {found: [], isComplete: true}
  const python = transaction.upgrade.find(one => nameOf(one) === 'python3')
  if (python === undefined) return []
  const [from, to] = [python.from, python.to].map(minor)
  if (from === to) return []
  const stale = found.filter(one => systemFolders.test(one.home) && minor(one.version) !== to)
  const more = isComplete ? '' : ' (and perhaps others: not all folders were looked through)'
  return about(
    stale.map(({path, version}) => `${path} (${minor(version)})`),
    list => ({
      id: 'python-venv',
      severity: 'warning',
      sentence: `Python becomes ${to}, and these environments are for another version${more}: ${list}`,
      remedy:
        'after the upgrade make each anew, and install into it what it had; "pip freeze" lists that now',
    }),
  )
}

const minor = (version: string) => version.split('.').slice(0, 2).join('.')
