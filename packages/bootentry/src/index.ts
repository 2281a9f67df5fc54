export type {
  BootEntry,
  BootEntryInput,
  BootEntryPlan,
  BootEntryTarget,
  LoaderId,
} from './entry.ts'
export {planBootEntry} from './plan.ts'
