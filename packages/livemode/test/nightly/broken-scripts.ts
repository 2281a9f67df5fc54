import {readFile} from 'node:fs/promises'
import {file} from '@livemode/config'
import type {LiveContainer} from '../live-container.ts'

const program = '/usr/local/sbin/break-scripts'
const dpkgConfiguration = '/etc/dpkg/dpkg.cfg.d/break-scripts'

/** Breaks scripts that configure packages of the source, by the package's name, until they are mended. */
export async function breakScripts(
  live: LiveContainer,
  commands: Readonly<Record<string, string>>,
): Promise<void> {
  const text = await readFile(new URL('break-scripts.sh', import.meta.url), 'utf8')
  const lines = Object.entries(commands).map(([name, command]) => `${name} ${command}\n`)
  await live.put([
    file('/run/break', lines.join('')),
    file(program, text, '0755'),
    file(dpkgConfiguration, `pre-invoke=${program}\n`),
  ])
}

/** The scripts are those of their packages again. */
export const mendScripts = (live: LiveContainer) =>
  live.shell(`
    rm ${dpkgConfiguration}
    while read -r package command; do
      sed -i '/# broken$/d' "/sysroot/var/lib/dpkg/info/$package.postinst"
    done </run/break`)
