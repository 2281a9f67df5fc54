import {type Draft, lineWith, take, tell} from '../profile/draft.ts'
import {put} from '../profile/keyfile.ts'
import type {Family} from './addresses.ts'
import {parseArgumentLines} from './route-file.ts'
import {parseRuleLine, type Rule} from './rule-line.ts'

/** Puts the rules of a family: those in NetworkManager's own variables, then those of the rule- file. */
export function putRules(draft: Draft, family: Family): void {
  const {companions, tables} = draft.ifcfg
  const parse = (line: string) => parseRuleLine(line, {family, tables})
  const rules: Rule[] = []
  for (let number = 0; number < 256; number += 1) {
    const key = `${family === 4 ? 'ROUTING_RULE' : 'ROUTING_RULE6'}_${number}`
    const text = take(draft, key)
    if (text === '') continue
    const rule = parse(text)
    if (typeof rule === 'object') rules.push(rule)
    else draft.messages.push(`${lineWith(draft, key)}: ${rule}; the rule is left out`)
  }
  const file = companions[family === 4 ? 'rule' : 'rule6']
  if (file !== undefined) {
    const {lines, problems} = parseArgumentLines(file, {parse, what: 'rule'})
    tell(draft, problems)
    for (const rule of lines) rules.push(rule)
  }
  for (const [index, {priority, words}] of rules.entries()) {
    // The kernel gives a rule without a priority the one before the first that is there.
    const text = ['priority', priority ?? String(32765 - index), ...words].join(' ')
    put(draft.keyfile, {[`ipv${family}`]: {[`routing-rule${index + 1}`]: text}})
  }
}
