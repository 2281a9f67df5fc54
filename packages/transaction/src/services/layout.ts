import {posix} from 'node:path'
import {type Container, packTar} from '@livemode/container'
import {
  factText,
  kindOfCertificate,
  kindOfKey,
  type Observations,
  type PackageFacts,
  type ServiceObservation,
} from '@livemode/host'
import type {ServiceChecker} from './checkers.ts'

interface Layout {
  readonly checker: ServiceChecker
  readonly service: ServiceObservation
  readonly facts: PackageFacts
  readonly observations: Observations
}

/** Unpacks the packages of a folder of the container, and takes them away. */
export async function unpackPackages(container: Container, folder: string): Promise<void> {
  await container.exec(['sh', '-euc', unpack, 'sh', folder])
}

/** Lays the source's configuration over the target's as dpkg would leave it. */
export async function layOut(container: Container, layout: Layout): Promise<void> {
  const {checker, service, facts, observations} = layout
  // What was deleted stays away; else the target's own would be read with the source's.
  const deleted = Object.entries(observations.conffiles).flatMap(([path, md5]) =>
    md5 === null ? [path] : [],
  )
  const certificates = planCertificates(layout)
  const files = new Map(
    service.files.map(path => [path, facts.get(path) ?? Buffer.alloc(0)] as const),
  )
  const links = Object.entries(service.links)
  const lines = (paths: readonly string[]) => Buffer.from(paths.map(path => `${path}\n`).join(''))
  const lists = new Map([
    [`${work}/deleted`, lines([...deleted, ...links.map(([path]) => path)])],
    [`${work}/folders`, lines(service.folders)],
    [`${work}/keys`, lines(service.files.filter(path => isKey(facts.get(path))))],
    [`${work}/named`, lines(service.named)],
    [`${work}/links`, lines(links.map(([path, to]) => `${to} ${path}`))],
    [`${work}/passwd`, facts.get('/etc/passwd') ?? Buffer.alloc(0)],
    [`${work}/group`, facts.get('/etc/group') ?? Buffer.alloc(0)],
  ])
  await container.putTar(await packTar(withoutSlash(lists)), '/')
  await container.exec(['sh', '-euc', clear])
  await container.putTar(await packTar(withoutSlash(files)), '/')
  await container.exec(['sh', '-euc', `${complete}\n${checker.prepare ?? ''}`])
  for (const {path, key} of certificates) {
    await container.exec(['sh', '-euc', certify, 'sh', path, key])
  }
}

const work = '/livemode-services'

const withoutSlash = (files: ReadonlyMap<string, Buffer>) =>
  new Map([...files].map(([path, content]) => [path.slice(1), content]))

const isKey = (content: Buffer | undefined) => content?.includes('PRIVATE KEY-----') ?? false

/** No scripts of packages: nothing is to be started or asked. */
const unpack = `for package in "$1"/*.deb; do
  [ -e "$package" ] || continue
  dpkg-deb --extract "$package" /
  rm "$package"
done`

const clear = `while IFS= read -r path; do rm -rf "$path"; done <${work}/deleted
while IFS= read -r path; do mkdir -p "$path"; done <${work}/folders`

/**
 * Users that only the source has are added; those that both have are the target's. A file that is not known gets the
 * length of a key of nginx's for its sessions.
 */
const complete = `while IFS= read -r path; do
  [ -e "$path" ] && continue
  mkdir -p "$(dirname "$path")"
  printf '%080d' 0 >"$path"
done <${work}/named
while IFS= read -r path; do chmod 600 "$path"; done <${work}/keys
while read -r to path; do mkdir -p "$(dirname "$path")"; ln -sfn "$to" "$path"; done <${work}/links
for table in passwd group; do
  cut -d : -f 1 /etc/$table >${work}/known
  awk -F : -v known=${work}/known 'BEGIN { while ((getline name < known) > 0) has[name] = 1 } NF > 2 && !has[$1]' ${work}/$table >>/etc/$table
done`

/** A certificate for the key that stands in the place of the source's; the rest of its chain stays. */
const certify = `file=$1 key=$2
printf '[req]\\ndistinguished_name=name\\n[name]\\n' >${work}/openssl.cnf
openssl req -x509 -config ${work}/openssl.cnf -key "$key" -subj /CN=localhost -days 2 -out ${work}/new.pem
awk -v new=${work}/new.pem '/-----BEGIN CERTIFICATE-----/ && !done { while ((getline line < new) > 0) print line; skip = done = 1 } !skip; /-----END CERTIFICATE-----/ { skip = 0 }' "$file" >${work}/chain.pem
cat ${work}/chain.pem >"$file"`

/** The certificates of the configuration, each with a key of its kind: there is only one of each kind. */
function planCertificates({service, facts}: Pick<Layout, 'service' | 'facts'>) {
  const texts = service.files.map(path => ({path, text: factText(facts, path) ?? ''}))
  const keys = new Map(
    texts
      .filter(({path}) => isKey(facts.get(path)))
      .map(({path, text}) => [JSON.stringify(kindOfKey(keyIn(text))), path] as const),
  )
  return texts.flatMap(({path, text}) => {
    const kind = text.startsWith('-----BEGIN') ? kindOfCertificate(text) : undefined
    const key = kind && keys.get(JSON.stringify(kind))
    return key === undefined ? [] : [{path: posix.normalize(path), key}]
  })
}

const keyIn = (text: string) =>
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/.exec(text)?.[0] ??
  text
