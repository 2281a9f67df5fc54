import {installOptions} from '../../package-managers/dnf.ts'
import type {ElTarget} from '../../targets/target.ts'

/** Where the new root is made, in a container. */
const root = '/root/new'

/** Scriptlets write there, and a container may mount nothing. */
const devices = ['null c 1 3', 'zero c 1 5', 'random c 1 8', 'urandom c 1 9']

/** The programs that make a minimal root, in order, with a dnf that is not the release's own; the last one writes it as a tar. */
export const planBootstrap = ({
  releasever,
  basePackages,
}: Pick<ElTarget, 'releasever' | 'basePackages'>): readonly (readonly string[])[] => [
  ['mkdir', '--parents', `${root}/dev`],
  ...devices.map(device => ['mknod', '--mode=666', ...`${root}/dev/${device}`.split(' ')]),
  [
    'dnf',
    `--installroot=${root}`,
    `--releasever=${releasever}`,
    `--setopt=module_platform_id=platform:el${releasever}`,
    ...installOptions,
    'install',
    '--',
    ...basePackages,
  ],
  ['find', `${root}/dev`, `${root}/var/cache/dnf`, `${root}/var/log`, '-mindepth', '1', '-delete'],
  [
    'tar',
    '--create',
    '--directory',
    root,
    '--xattrs',
    '--xattrs-include=*',
    '--numeric-owner',
    '.',
  ],
]
