import type {FollowOptions} from '../../system/follow.ts'
import type {EngineContext} from '../engine.ts'
import {keepLines} from '../scripts/last-lines.ts'

/** What `dnf-transaction` tells on its file descriptor 3, a line of JSON each. */
type Status =
  | {readonly doing: string; readonly package: string; readonly percent: number | null}
  | {readonly failure: string}

/** Follows a run of dnf and the scripts below it, for the log, for those who watch, and for the result. */
export function followDnf(context: EngineContext): Pick<FollowOptions, 'onLine' | 'onStatus'> {
  const {onLine, tellFailure} = keepLines(context)
  let percent = 0
  return {
    onLine(line) {
      onLine(line)
      const failed = parseFailedScriptlet(line)
      if (failed !== undefined) tellFailure(failed.about, failed.text)
    },
    onStatus(line) {
      const status = JSON.parse(line) as Status
      if ('failure' in status) {
        // rpm has said which one: dnf names the package that was the last to come or go, whoever's trigger it is.
        if (/^Error in \S+ scriptlet in rpm package /.test(status.failure)) return
        const {about, text} = parseFailure(status.failure)
        tellFailure(about, text)
        return
      }
      percent = Math.max(percent, status.percent ?? 0)
      context.progress({percent, about: `${status.doing} ${status.package}`.trim()})
    },
  }
}

/** A scriptlet that has failed, in rpm's own words; undefined for another line. */
export function parseFailedScriptlet(
  line: string,
): {readonly about: string; readonly text: string} | undefined {
  const [, kind, about, how] =
    /^(?:error|warning): (%\w+)\((.+)-[^-]+-[^-]+\) scriptlet failed, (.+)$/.exec(line) ?? []
  return about === undefined ? undefined : {about, text: `${kind} scriptlet failed, ${how}`}
}

/** What dnf says of a failure names the package at its end, where there is one. */
export function parseFailure(text: string): {readonly about: string; readonly text: string} {
  const [, what, about] = /^(.*) (?:in|of|unpacking) rpm package (\S+)$/.exec(text) ?? []
  return what === undefined || about === undefined ? {about: 'dnf', text} : {about, text: what}
}
