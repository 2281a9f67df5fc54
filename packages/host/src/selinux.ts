import {textOf} from './small-files.ts'

const states = ['enforcing', 'permissive', 'disabled'] as const

/** What a machine's next boot does with SELinux, see selinux_config(5). */
export type SelinuxState = (typeof states)[number]

/** Parses /etc/selinux/config; undefined where it says nothing that SELinux takes. */
export function parseSelinuxConfig(text: string): SelinuxState | undefined {
  const values = [...text.matchAll(/^\s*SELINUX\s*=\s*(\w+)/gim)].map(([, value]) =>
    value?.toLowerCase(),
  )
  return states.find(state => state === values.at(-1))
}

/** That of the machine it runs on; undefined where there is no SELinux. */
export const readSelinuxState = (): SelinuxState | undefined =>
  parseSelinuxConfig(textOf('/etc/selinux/config') ?? '')
