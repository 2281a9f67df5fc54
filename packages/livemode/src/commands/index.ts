import {build} from './build.ts'
import {check} from './check.ts'
import type {Command} from './command.ts'
import {host} from './host.ts'
import {plan} from './plan.ts'

export type CommandName = 'check' | 'host' | 'plan' | 'build'

export const commands = {check, host, plan, build} satisfies Record<CommandName, Command>
