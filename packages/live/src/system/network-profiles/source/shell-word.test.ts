// The value of an assignment is what a shell would take, and nothing in it is ever run.
import test from 'ava'
import {parseShellWord} from './shell-word.ts'

const words: Readonly<Record<string, string>> = {
  '': '',
  plain: 'plain',
  'a # comment': 'a',
  'a#b': 'a#b',
  'a;': 'a',
  'a ; # comment': 'a',
  'n\'\'o"ne";': 'none',
  '"a \\"b\\" \\$5 \\\\ \\q"': 'a "b" $5 \\ \\q',
  "'a \\'": 'a \\',
  "$'a\\tb\\'c\\n\\101\\303\\274\\q'": "a\tb'c\nA\xc3\xbcq",
  '$"a b"': '$a b',
  'a\\ b\\': 'a b\\',
  $HOME: '$HOME',
  "'$(touch x)'": '$(touch x)',
  '`reboot`': '`reboot`',
}

for (const [text, value] of Object.entries(words)) {
  test(`${text} is a word`, t => {
    t.deepEqual(parseShellWord(text), {value})
  })
}

const problems = {
  'a b': 'there is more than one word, and no quotes around them',
  ' a': 'there is more than one word, and no quotes around them',
  'a;b': 'there is more than one word, and no quotes around them',
  "'a": 'a quote is not closed',
  '"a\\"': 'a quote is not closed',
  "$'a\\'": 'a quote is not closed',
}

for (const [text, problem] of Object.entries(problems)) {
  test(`${text} is none`, t => {
    t.deepEqual(parseShellWord(text), {problem})
  })
}

for (const character of ['a', '\\', '$']) {
  test(`a quote that is not closed before as many ${character} as a file can have is one`, t => {
    const text = `"${character.repeat(4 * 1024 * 1024)}`
    t.deepEqual(parseShellWord(text), {problem: 'a quote is not closed'})
  })
}
