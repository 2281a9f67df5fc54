// Of a source's apt.conf only what decides about packages reaches the resolver, and it cannot install.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {parseAptDump, renderResolverConfiguration} from './configuration.ts'

const dump = fixture('apt/config-dump-with-hooks')
const render = (text: string, architectures = ['amd64']) =>
  renderResolverConfiguration({
    architectures,
    settings: parseAptDump(text),
    include: '/memory/apt.conf',
  })

test('hooks, folders, programs, proxies and the default release of the source are left out', t => {
  const rendered = render(dump)
  t.deepEqual(rendered.split('\n').slice(0, 7), [
    '#include "/memory/apt.conf";',
    'APT::Install-Recommends "false";',
    'APT::Install-Suggests "0";',
    'APT::NeverAutoRemove "";',
    'APT::NeverAutoRemove:: "^linux-.*";',
    'Dir "/livemode-resolve/source";',
    'Dir::State::status "/livemode-resolve/source/var/lib/dpkg/status";',
  ])
  for (const word of ['Invoke', 'Pre-Install', 'Proxy', 'Default-Release', 'DPkg', 'touch']) {
    t.true(dump.includes(word), word)
    t.false(rendered.includes(word), word)
  }
})

test('dpkg is a program that does nothing, whatever the source says', t => {
  const rendered = render('Dir::Bin::dpkg "/usr/bin/dpkg";\nAPT::Get::Assume-Yes "true";\n')
  t.deepEqual(rendered.match(/^Dir::Bin::dpkg.*$/gm), ['Dir::Bin::dpkg "/bin/false";'])
  t.false(rendered.includes('Assume-Yes'))
})

test('the architectures of the source, its own first', t => {
  t.deepEqual(render('', ['amd64', 'i386']).match(/^(#clear )?APT::Arch.*$/gm), [
    '#clear APT::Architectures;',
    'APT::Architecture "amd64";',
    'APT::Architectures { "amd64"; "i386"; };',
  ])
})

test('a name that only begins like one that decides', t => {
  t.false(render('APT::Install-Recommends-Not "1";\n').includes('Recommends-Not'))
})

test('what is no setting is left out, and one with a quote in its value is not taken over', t => {
  t.deepEqual(parseAptDump('APT "";\nA::B:: "c d";\nbroken\nX "a" "b";\n'), [
    {name: 'APT', value: ''},
    {name: 'A::B::', value: 'c d'},
    {name: 'X', value: 'a" "b'},
  ])
  t.false(render('APT::Install-Recommends "a" "b";\n').includes('Recommends'))
})

test('what an upgrade must not do is still answered', t => {
  t.deepEqual(render('').match(/^APT::Get::.*$/gm), [
    'APT::Get::allow-downgrades "true";',
    'APT::Get::allow-remove-essential "true";',
  ])
})
