// path-exclude and path-include are found in each of dpkg's forms, and nothing else is.
import test from 'ava'
import {parsePathOptions} from './options.ts'

test('in the order of the files and lines', t => {
  const options = parsePathOptions([
    '# path-exclude=/commented\npath-exclude /usr/share/doc/*\npath-include=/usr/share/doc/*/copyright\n',
    'no-debsig\nlog /var/log/dpkg.log\nforce-unsafe-io\n  path-exclude = "/usr/share/man/*"  \n',
  ])
  t.deepEqual(options, [
    '--path-exclude=/usr/share/doc/*',
    '--path-include=/usr/share/doc/*/copyright',
    '--path-exclude=/usr/share/man/*',
  ])
})

test('names that only begin so, and none at all', t => {
  t.deepEqual(parsePathOptions(['path-excluded=/x\npath-exclude\npath-exclude=\n']), [])
})
