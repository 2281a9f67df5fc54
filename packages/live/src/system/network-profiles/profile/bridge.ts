import {type Draft, take, takeBoolean, takeNumber} from './draft.ts'
import {put} from './keyfile.ts'
import {putOptions} from './options.ts'

export function putBridge(draft: Draft): void {
  const stp = takeBoolean(draft, 'STP')
  put(draft.keyfile, {bridge: {stp: String(stp)}})
  if (stp) {
    put(draft.keyfile, {bridge: {'forward-delay': takeNumber(draft, 'DELAY', {range: [2, 30]})}})
  }
  // Without the protocol there is no delay either.
  else take(draft, 'DELAY')
  putOptions(draft, {section: 'bridge', key: 'BRIDGING_OPTS'})
}
