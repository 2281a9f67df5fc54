// When the packages are there, rpm itself finds files that clash, and what they have tells what becomes of configurations and units.
import assert from 'node:assert/strict'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {noObservations, type PackageFacts} from '@livemode/host'
import test from 'ava'
import {
  type Company,
  downloadFor,
  makeSource,
  openCompany,
  resolveFor,
} from '../../test/rpm-company.ts'
import {checkDownloaded} from '../file-conflicts/check.ts'

let company: Company
let facts: PackageFacts
let folder: string

/** rpm NAME VERSION TEXT-OF-CONFIGURATION [PATH …]: an RPM with a configuration file, and with empty files at other paths. */
const rpm = `rpm_() {
    name=$1 version=$2 text=$3
    shift 3
    {
        printf '%s\\n' "Name: $name" "Version: $version" 'Release: 1' 'Summary: says nothing' 'License: none' 'BuildArch: noarch' \\
            '%description' 'Nothing.' '%install' 'mkdir -p %{buildroot}/etc' "echo $text >%{buildroot}/etc/$name.conf"
        for path; do echo "install -D /dev/null %{buildroot}$path && echo $name >%{buildroot}$path"; done
        printf '%s\\n' '%files' "%config(noreplace) /etc/$name.conf" "$@"
    } >"/root/$name.spec"
    rpmbuild --quiet --define '_rpmdir /root/made' --define '_rpmfilename %{name}.rpm' -bb "/root/$name.spec" 2>/dev/null
}
`
const unit = '/usr/lib/systemd/system/greeting.service'

const source = `${rpm}
rpm_ greeting 0.9 old ${unit}
rpm_ stays 1 text /usr/share/clash
rpm --dbpath=/var/lib/rpm --install --nodeps /root/made/*.rpm
echo changed >/etc/greeting.conf
rpm --dbpath=/var/lib/rpm --verify --all --configfiles --nodeps --noscripts >/root/verified || :
grep '^S.5....T.  c /etc/greeting.conf$' /root/verified`

/** A repository whose package has these files besides. */
const repository = (name: string, paths: string) => `${rpm}
export GNUPGHOME=/root/gnupg
rm -rf /root/made
rpm_ greeting 2 new ${paths}
mkdir /srv/www/${name}
mv /root/made/*.rpm /srv/www/${name}
rpmsign --define '_gpg_name known@example.org' --define '_gpg_path /root/gnupg' --addsign /srv/www/${name}/*.rpm
createrepo_c --quiet /srv/www/${name}`

test.before(async () => {
  company = await openCompany()
  facts = await makeSource(company, source)
  const {container} = company.servers
  await container.exec(['sh', '-euc', repository('fine', '')])
  await container.exec(['sh', '-euc', repository('clash', `/usr/share/clash ${unit}`)])
  folder = await mkdtemp(join(tmpdir(), 'livemode-downloaded-'))
})
test.after.always(async () => {
  await company?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, {recursive: true, force: true})
})

async function findIn(name: string): Promise<readonly string[]> {
  const out = join(folder, name)
  const baseurl = [`http://${company.servers.host}/${name}`]
  const given = {repository: {baseurl, checksMetadata: false}}
  const seen = {changed: ['/etc/greeting.conf'], deleted: [], enabledUnits: ['greeting.service']}
  const observations = {...noObservations, rpm: seen}
  const {transaction, answer} = await resolveFor(company, {facts, out, given, observations})
  // The configuration, "old" with its line end: all else has no place of what comes.
  if (name === 'fine') assert.equal(answer.replacedBytes, 4)
  await downloadFor(company, {out, transaction, given})
  const {session, userspaceImage} = company
  const findings = await checkDownloaded(session, {userspaceImage, out})
  return findings.map(({severity, id, sentence}) => `${severity} ${id}: ${sentence}`)
}

test('a configuration that stays beside the target’s, and a unit that goes', async t => {
  t.deepEqual(await findIn('fine'), [
    'warning conffile-question: changed here and in the target, so that they stay as they are: /etc/greeting.conf',
    'warning service-removed: units that start by themselves go with their packages, and none of the target’s takes their place: greeting.service',
  ])
})

test('a file that a package has which stays', async t => {
  t.deepEqual(await findIn('clash'), [
    'inhibitor file-conflict: packages come with files that others have, too: /usr/share/clash of greeting-2-1.noarch (stays-1-1.noarch)',
    'warning conffile-question: changed here and in the target, so that they stay as they are: /etc/greeting.conf',
  ])
})
