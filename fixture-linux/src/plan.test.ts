// RPMs have the names, owners, capabilities and configuration files that a system of Enterprise Linux would have.
import test from 'ava'
import {parseParagraphs} from './control.ts'
import {parseListings} from './listing.ts'
import {planPackages, withoutAbsent} from './plan.ts'
import {renderSpec} from './spec.ts'
import {ownPackages} from './tables/own.ts'

const paragraph = (name: string, version: string) =>
  `Package: ${name}\nVersion: ${version}\nArchitecture: amd64\nDescription: of ${name}`

const packages = (text: string, listing: string) => {
  const material = {
    paragraphs: withoutAbsent(parseParagraphs(text)),
    baseos: new Set(['iputils-ping', 'base-files']),
    listings: parseListings(listing),
  }
  const own = ownPackages('9', [])
  return planPackages('9', material).filter(({name}) => !Object.hasOwn(own, name))
}

test('several packages of Debian’s are one, with the version of the first', t => {
  const text = [paragraph('iputils-arping', '2-1'), paragraph('iputils-ping', '3:2-1')].join('\n\n')
  const [iputils, ...others] = packages(
    text,
    'f\t755\troot\troot\tiputils-ping/usr/bin/ping\nf\t755\troot\troot\tiputils-arping/usr/bin/arping\n',
  )
  t.deepEqual(others, [])
  t.like(iputils, {
    name: 'iputils',
    epoch: 3,
    repository: 'baseos',
    summary: 'of iputils-ping',
    provides: ['iputils-arping = 2-1.el9', 'iputils-ping = 3:2-1.el9'],
  })
  t.deepEqual(
    iputils?.files.map(({path, capabilities}) => [path, capabilities]),
    [
      ['/usr/bin/arping', undefined],
      ['/usr/bin/ping', 'cap_net_raw=ep'],
    ],
  )
})

test('a kernel provides what uname gives', t => {
  const [kernel] = packages(
    paragraph('linux-image-6.12.9+deb13-amd64', '6.12.9-1'),
    'f\t644\troot\troot\tlinux-image-6.12.9+deb13-amd64/usr/lib/modules/6.12.9+deb13-amd64/vmlinuz\n',
  )
  t.like(kernel, {name: 'kernel-core', version: '6.12.9', release: '1.el9'})
  t.true(kernel?.provides.includes('kernel-uname-r(6.12.9+deb13-amd64)'))
})

test('folders of the filesystem are no other package’s', t => {
  const listing =
    'd\t755\troot\troot\tbase-files/etc\nd\t755\troot\troot\tless/etc\nd\t755\troot\troot\tless/etc/less\n'
  const text = [paragraph('base-files', '13'), paragraph('less', '668-1')].join('\n\n')
  const paths = packages(text, listing).map(({name, files}) => [name, files.map(({path}) => path)])
  t.deepEqual(paths, [
    ['filesystem', ['/etc']],
    ['less', ['/etc/less']],
  ])
})

test('what maintains packages on Debian is no RPM', t => {
  t.deepEqual(packages(paragraph('dpkg', '1.22'), ''), [])
})

test('the spec file says what each file is', t => {
  const text = paragraph('base-passwd', '1')
  const listing = [
    'f\t644\troot\troot\tsetup/etc/passwd',
    'f\t644\troot\troot\tsetup/usr/share/doc/setup/copyright',
    'f\t644\troot\troot\tsetup/usr/bin/[',
    'd\t755\troot\troot\tsetup/usr/share/100%',
  ]
  const spec = renderSpec(packages(text, listing.join('\n')), {release: '9', scriptlets: '# End\n'})
  t.is(
    spec.slice(spec.indexOf('%package')),
    `%package -n setup
Version: 1
Release: 0.el9
Summary: of base-passwd
AutoReqProv: no
Requires: system-release
Provides: base-passwd = 1-0.el9
%description -n setup
of base-passwd.
%files -n setup
%config(noreplace) %verify(not filedigest size mtime group) "/etc/passwd"
"/usr/bin/["
%dir "/usr/share/100%%"
%license "/usr/share/doc/setup/copyright"

# End
`,
  )
})
