// The command line is read with its defaults, and refused with what is wrong in it.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {parseArguments} from './arguments.ts'

const defaults = {
  config: undefined,
  host: undefined,
  hosts: [],
  target: 'debian-13',
  out: 'out',
  loader: undefined,
  engine: undefined,
  from: undefined,
  trust: [],
  ca: undefined,
  sign: undefined,
  facts: undefined,
  json: false,
  refresh: false,
  yes: false,
  reboot: undefined,
}

test('a command alone', t => {
  t.deepEqual(parseArguments(['plan']), {command: 'plan', ...defaults})
})

test('every option', t => {
  const argv =
    '--config=a.yaml build --host h.json --target el-9 --out /srv/out --loader grub --engine probe --sign me@example.org --facts f.tar.gz --json --refresh --yes --reboot --at 23:30'.split(
      ' ',
    )
  t.deepEqual(parseArguments(argv), {
    command: 'build',
    config: 'a.yaml',
    host: 'h.json',
    hosts: ['h.json'],
    target: 'el-9',
    out: '/srv/out',
    loader: 'grub',
    engine: 'probe',
    from: undefined,
    trust: [],
    ca: undefined,
    sign: 'me@example.org',
    facts: 'f.tar.gz',
    json: true,
    refresh: true,
    yes: true,
    reboot: '23:30',
  })
})

test('several machines, for check alone', t => {
  t.deepEqual(parseArguments(['check', '--host', 'a', '--host', 'b'])?.hosts, ['a', 'b'])
})

test('where artifacts come from, and who may have signed them', t => {
  const argv = 'install --from https://images.example/ --ca ca.pem --trust a.asc --trust b.gpg'
  const {from, ca, trust} = parseArguments(argv.split(' ')) ?? {}
  t.deepEqual(
    {from, ca, trust},
    {from: 'https://images.example/', ca: 'ca.pem', trust: ['a.asc', 'b.gpg']},
  )
})

test('a reboot comes in a minute unless told', t => {
  t.is(parseArguments(['upgrade', '--reboot'])?.reboot, '+1')
  for (const at of ['+90', '7:05', 'now'])
    t.is(parseArguments(['upgrade', '--reboot', '--at', at])?.reboot, at)
})

test('help', t => {
  for (const argv of [['--help'], ['-h'], ['help'], ['build', '--help'], ['nonsense', '-h']]) {
    t.is(parseArguments(argv), undefined)
  }
})

const refusals: readonly [string, string][] = [
  ['', 'a command is missing'],
  ['--json', 'a command is missing'],
  ['plan --host a --host b', 'plan takes one --host; only check takes several'],
  ['check --from x', '--from is for install, not for check'],
  ['install --sign x', '--sign is for build and upgrade, not for install'],
  ['build --trust x', '--trust is for install and upgrade, not for build'],
  ['install --ca x', '--ca says whom --from trusts'],
  ['instal', 'there is no command "instal"'],
  ['toString', 'there is no command "toString"'],
  ['plan a.yaml', 'plan takes options only, not "a.yaml"'],
  ['plan --loader lilo', 'there is no loader "lilo"; there are grub, grubby, systemd-boot, kexec'],
  ['upgrade --at 7:05', '--at says when --reboot does it'],
  ['upgrade --reboot --at 25:00', '--at is HH:MM, +MINUTES or now, not "25:00"'],
  ['upgrade --reboot --at ;reboot', '--at is HH:MM, +MINUTES or now, not ";reboot"'],
  ['plan --output x', "Unknown option '--output'"],
  ['plan --v1.2', "Unknown option '--v1.2'"],
  ['plan -x', "Unknown option '-x'"],
  ['plan --json=yes', "Option '--json' does not take an argument"],
  ['plan --config', "Option '--config <value>' argument missing"],
  ['plan --config --json', "Option '--config' argument is ambiguous"],
]

for (const [argv, message] of refusals) {
  test(`livemode ${argv}`, t => {
    const error = t.throws(() => parseArguments(argv.split(' ').filter(Boolean)), {
      instanceOf: LivemodeError,
      message,
    })
    t.is(error?.code, 'USAGE')
    t.is(error?.hint, 'livemode --help lists the commands and options')
  })
}
