import {memoryRows} from './memory.ts'
import {networkRows} from './network.ts'
import {overlayRows} from './overlay.ts'
import type {Row} from './row.ts'
import {waitRows} from './waits.ts'

/** Every argument of which it matters which dracut and which systemd reads it. */
export const table: readonly Row[] = [...overlayRows, ...waitRows, ...memoryRows, ...networkRows]
