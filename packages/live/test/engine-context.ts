import type {EngineContext} from '../src/engines/engine.ts'
import type {LiveSystem} from '../src/system/live-system.ts'

/** What an engine gets in that live system, where nothing else is said. */
export const engineContext = (
  live: LiveSystem,
  more: Partial<EngineContext> = {},
): EngineContext => ({
  live,
  root: live.source.root,
  mounts: [],
  rootDevice: '',
  transactionSha256: null,
  menu: {
    kind: 'grub',
    file: '/boot/grub/grub.cfg',
    trial: {id: 'livemode-trial', file: '/boot/livemode/trial.cfg'},
  },
  resume: {kind: 'file', path: '/boot/livemode/resume'},
  scriptTimeout: 1800,
  sourceCmdline: '',
  say: live.say,
  progress: () => {},
  note: () => {},
  ...more,
})
