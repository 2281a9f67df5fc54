import {build} from './build.ts'
import {check} from './check.ts'
import type {Command} from './command.ts'
import {commit} from './commit.ts'
import {download} from './download.ts'
import {host} from './host.ts'
import {install} from './install.ts'
import {plan} from './plan.ts'
import {remove} from './remove.ts'
import {resolve} from './resolve.ts'
import {rollback} from './rollback.ts'
import {start} from './start.ts'
import {status} from './status.ts'
import {upgrade} from './upgrade.ts'

export type CommandName =
  | 'check'
  | 'host'
  | 'plan'
  | 'build'
  | 'resolve'
  | 'download'
  | 'install'
  | 'rollback'
  | 'commit'
  | 'remove'
  | 'start'
  | 'status'
  | 'upgrade'

export const commands = {
  check,
  host,
  plan,
  build,
  resolve,
  download,
  install,
  rollback,
  commit,
  remove,
  start,
  status,
  upgrade,
} satisfies Record<CommandName, Command>
