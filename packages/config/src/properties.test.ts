// Whatever stands in a file, it is read or refused with a place: never anything else, and never slowly.
import test from 'ava'
import fc from 'fast-check'
import {LivemodeError, parseAuthorizedKeys, parseConfigFiles, settingNames} from './index.ts'

const place = /^a(?::\d+:\d+): /

/** Whether something parses, or is refused with a place in every line that starts a problem. */
function isReadOrRefused(run: () => unknown): boolean {
  try {
    run()
    return true
  } catch (error) {
    if (!(error instanceof LivemodeError) || error.exitCode !== 2) throw error
    return error.message
      .split('\n')
      .filter(line => !line.startsWith('    '))
      .every(line => place.test(line))
  }
}

const parse = (text: string, isShared = false) => parseConfigFiles([{file: 'a', text, isShared}])

/** Pieces of which YAML is made, so that more than the first character of a text is looked at. */
const token = fc.constantFrom(
  ...settingNames,
  ...['livemode', ': ', '\n', '\n  ', '- ', '[', ']', '{', '}', ',', '"', "'", '#', '|', '>', '&a'],
  ...['*a', '!!str', '<<', '---', '...', '%YAML 1.1', '? ', 'yes', 'no', '0755', 'true', '~', '/a'],
  ...['\t', '\r\n', '\ufeff', '\0', 'ip=dhcp', 'http://192.0.2.1/a', '\\x41', 'é'],
)
const yaml = fc.oneof(
  fc.string({unit: 'binary'}),
  fc.array(token, {maxLength: 40}).map(tokens => tokens.join('')),
  fc.json(),
)

test('any YAML', t => {
  fc.assert(
    fc.property(yaml, fc.boolean(), (text, shared) => isReadOrRefused(() => parse(text, shared))),
    {
      numRuns: 250,
    },
  )
  t.pass()
})

test('any value of any setting, in either form', t => {
  const value = fc.oneof(fc.string({unit: 'binary'}), fc.jsonValue())
  const property = fc.property(
    fc.constantFrom(...settingNames),
    value,
    fc.boolean(),
    (name, given, isSection) => {
      const settings = {[name]: given}
      const text = JSON.stringify(isSection ? {livemode: settings} : settings)
      return isReadOrRefused(() => parse(text))
    },
  )
  fc.assert(property, {numRuns: 250})
  t.pass()
})

test('any network arguments', t => {
  const word = fc.constantFrom(
    ...['ip=', 'rd.route=', 'bond=', 'vlan=', 'nameserver=', ':', '[', ']', '192.0.2.1', '::1'],
    ...['dhcp', 'none', 'eth0', '/24', ' ', ',', '64', '52:54:00:12:34:56'],
  )
  const text = fc.array(word, {maxLength: 20}).map(words => words.join(''))
  fc.assert(
    fc.property(text, given =>
      isReadOrRefused(() => parse(`dracut_network: ${JSON.stringify(given)}`)),
    ),
    {numRuns: 250},
  )
  t.pass()
})

test('any authorized_keys', t => {
  const word = fc.constantFrom(
    ...['ssh-ed25519', 'ssh-rsa', 'AAAAC3NzaC1lZDI1NTE5AAAA', '=', ' ', '\n', '"', 'no-pty,', '#'],
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(word, {maxLength: 30}).map(words => words.join('')),
  )
  fc.assert(
    fc.property(text, given => isReadOrRefused(() => parseAuthorizedKeys(given, {file: 'a'}))),
    {numRuns: 250},
  )
  t.pass()
})
