import {closest} from 'fastest-levenshtein'
import {isNear} from '../forms.ts'
import {isPrintableAscii, mustBePrintable} from '../printable.ts'
import {methods, networkArguments} from './network-arguments.ts'
import type {Rule, RuleProblem} from './rule.ts'

export const urlNeedsNetwork: Rule = {
  about: ['url_to_load_squashfs_from', 'dracut_network'],
  check: ({url_to_load_squashfs_from: url, dracut_network: network}) =>
    url !== null && network === null
      ? [
          {
            key: 'url_to_load_squashfs_from',
            what: 'needs dracut_network as well, e.g. "ip=dhcp": the initramfs must reach the URL',
          },
        ]
      : [],
}

export const networkArgumentsAreKnown: Rule = {
  about: ['dracut_network'],
  check: ({dracut_network: text}) =>
    text === null ? [] : [...problemsOfWords(text), ...(text.trim() === '' ? [nothing] : [])],
}

const nothing: RuleProblem = {key: 'dracut_network', what: 'holds nothing but spaces', word: 0}

/** Only what is a space for the kernel and for dracut, too, stands between the words. */
const problemsOfWords = (text: string): readonly RuleProblem[] =>
  [...text.matchAll(/[^ \t\n\v\f\r]+/g)].flatMap(({0: word, index}) => {
    const what = problemOf(word)
    return what === undefined ? [] : [{key: 'dracut_network', what, word: index}]
  })

/** Whether a word is a network argument of dracut.cmdline(7), in one of the forms that it has. */
export const isNetworkArgument = (word: string): boolean => problemOf(word) === undefined

function problemOf(word: string): string | undefined {
  if (!isPrintableAscii(word)) return mustBePrintable
  const equals = word.indexOf('=')
  const name = equals < 0 ? word : word.slice(0, equals)
  const check = Object.hasOwn(networkArguments, name) ? networkArguments[name] : undefined
  if (!check) return `${word} is no network argument of dracut.cmdline(7)${suggestion(name)}`
  if (equals < 0) return `${name} needs a value: ${name}=…`
  const why = check(word.slice(equals + 1))
  return why === undefined ? undefined : `${word}: ${why}`
}

function suggestion(name: string): string {
  if (methods.includes(name)) return `; did you mean ip=${name}?`
  const near = closest(name, Object.keys(networkArguments))
  return isNear(name, near) ? `; did you mean ${near}=?` : ''
}
