// What a terminal would not print is taken out of a text, and nothing else.
import test from 'ava'
import {stripControl} from './control.ts'

const texts: readonly [what: string, text: string, stripped: string][] = [
  [
    'a plain text',
    'Welcome to Debian GNU/Linux 13 (trixie)!',
    'Welcome to Debian GNU/Linux 13 (trixie)!',
  ],
  [
    'a coloured status',
    '[\u001b[0;32m  OK  \u001b[0m] Started \u001b[0;1;39mupgrade\u001b[0m.',
    '[  OK  ] Started upgrade.',
  ],
  ['the reset of a terminal', '\u001b[!p\u001b]104\u0007\u001b[?7hlogin:', 'login:'],
  ['the question for the size', '\u001b7\u001b[r\u001b[32766;32766H\u001b[6n\u001b8text', 'text'],
  ['a string ended by ST', '\u001b]3008;start=1;boot\u001b\\text', 'text'],
  ['a device control string', '\u001bP+q6E\u001b\\text', 'text'],
  ['the erasing of a line', '\u001b[K[  *** ] Job', '[  *** ] Job'],
  ['a character set', '\u001b(Btext', 'text'],
  ['tabs and letters of all kinds', 'a\tä…▪', 'a\tä…▪'],
  ['other control characters', 'a\u0000b\u0008c\u007f', 'abc'],
]

for (const [what, text, stripped] of texts) {
  test(what, t => {
    t.is(stripControl(text), stripped)
  })
}
