import {join} from 'node:path'
import {writeDurably} from '../../system/durable.ts'
import type {EngineContext} from '../engine.ts'

/**
 * Has the first boot give all files their labels where the source uses SELinux: the live system writes them without its
 * policy, and that of the new release has others.
 */
export function askForRelabel({live, say}: Pick<EngineContext, 'live' | 'say'>): void {
  if (!usesSelinux(live.source.readText('/etc/selinux/config') ?? '')) return
  writeDurably(join(live.source.root, '.autorelabel'), {content: '-F\n'})
  say('the first boot gives all files their SELinux labels (/.autorelabel)')
}

/** Whether a configuration, see selinux_config(5), has the kernel load a policy. */
export const usesSelinux = (text: string): boolean => {
  const [, mode] = [...text.matchAll(/^\s*SELINUX\s*=\s*(\w+)/gm)].at(-1) ?? []
  return mode !== undefined && ['enforcing', 'permissive'].includes(mode.toLowerCase())
}
