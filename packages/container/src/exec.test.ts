// A command line is shown so that it can be pasted into a shell, and not longer than a line or two.
import test from 'ava'
import {renderArgv} from './exec.ts'

const commands: readonly [readonly string[], string][] = [
  [['ls', '--all', '/usr/lib'], 'ls --all /usr/lib'],
  [['dpkg-query', '--show', 'a=1,b:c@d%e+f_g'], 'dpkg-query --show a=1,b:c@d%e+f_g'],
  [['sh', '-c', 'echo "a b" >&2'], `sh -c 'echo "a b" >&2'`],
  [['echo', "it's"], String.raw`echo 'it'\''s'`],
  [['test', ''], "test ''"],
  [['echo', 'a\nb', '$HOME', '*'], "echo 'a\nb' '$HOME' '*'"],
  [['echo', 'ä'], "echo 'ä'"],
]

for (const [argv, text] of commands) {
  test(text, t => t.is(renderArgv(argv), text))
}

test('a long one is cut', t => {
  t.is(renderArgv(['x'.repeat(160)]), 'x'.repeat(160))
  t.is(renderArgv(['x'.repeat(161)]), `${'x'.repeat(160)}…`)
})
