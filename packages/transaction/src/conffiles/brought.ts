import type {Container} from '@livemode/container'
import type {BroughtConffiles} from './forecast.ts'

/** For each package of a folder its name, and the checksums of its configuration files. */
const script = `set -eu
for package in "$1"/*.deb; do
  root=$(mktemp -d)
  dpkg-deb --extract "$package" "$root/files"
  dpkg-deb --control "$package" "$root/control"
  echo "package $(dpkg-deb --field "$package" Package)"
  [ -e "$root/control/conffiles" ] || continue
  while IFS= read -r path; do
    [ -f "$root/files$path" ] || continue
    sum=$(md5sum <"$root/files$path")
    echo "\${sum%% *} $path"
  done <"$root/control/conffiles"
  rm -rf "$root"
done`

/** Looks into the packages of a folder of a container, for the configuration files that they bring. */
export async function readBrought(
  container: Container,
  folder: string,
): Promise<ReadonlyMap<string, BroughtConffiles>> {
  const {stdout} = await container.exec(['sh', '-c', script, 'sh', folder])
  return parseBrought(stdout)
}

export function parseBrought(text: string): ReadonlyMap<string, BroughtConffiles> {
  const packages = new Map<string, Map<string, string>>()
  let current = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, name] = /^package (\S+)$/.exec(line) ?? []
    if (name !== undefined) {
      current = new Map()
      packages.set(name, current)
    }
    const [, md5, path] = /^([0-9a-f]{32}) (\/.*)$/.exec(line) ?? []
    if (md5 !== undefined && path !== undefined) current.set(path, md5)
  }
  return packages
}
