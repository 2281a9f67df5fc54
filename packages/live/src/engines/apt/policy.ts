import {existsSync, lstatSync, renameSync, rmSync} from 'node:fs'
import {writeDurably} from '../../system/durable.ts'
import type {LiveSystem} from '../../system/live-system.ts'

const path = '/usr/sbin/policy-rc.d'
const own = '# livemode: no service is started while the live system upgrades this one'

/**
 * Has no package start or stop a service while the transaction goes on: what would run there is the live system's
 * kernel with half of the source. A policy of the source itself is put aside.
 */
export function forbidServices(live: LiveSystem): void {
  const policy = placeOf(live)
  // What is there after a loss of power, and empty, is not the source's.
  if (isThere(policy) && !isOwn(live) && !isThere(aside(policy))) {
    renameSync(policy, aside(policy))
  }
  writeDurably(policy, {content: `#!/bin/sh\n${own}\nexit 101\n`, mode: 0o755})
}

/** Takes that back, whoever has done it: an earlier boot, too. */
export function allowServices(live: LiveSystem): void {
  const policy = placeOf(live)
  if (isOwn(live)) rmSync(policy)
  if (isThere(aside(policy))) renameSync(aside(policy), policy)
}

const placeOf = (live: LiveSystem) => `${live.source.resolve('/usr/sbin')}/policy-rc.d`
const aside = (policy: string) => `${policy}.livemode`
const isOwn = (live: LiveSystem) => live.source.readText(path)?.includes(own) ?? false
const isThere = (file: string) => existsSync(file) || isLink(file)
const isLink = (file: string) => lstatSync(file, {throwIfNoEntry: false})?.isSymbolicLink() ?? false
