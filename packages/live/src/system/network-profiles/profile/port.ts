import {type Draft, has, lineWith, refuse, take} from './draft.ts'
import {put} from './keyfile.ts'
import {isInterface, isUuid} from './values.ts'

/** What the device is a port of; undefined where it has addresses of its own. */
export function portType(draft: Draft): 'bond' | 'bridge' | undefined {
  if (has(draft, 'MASTER') || has(draft, 'MASTER_UUID')) return 'bond'
  return has(draft, 'BRIDGE') || has(draft, 'BRIDGE_UUID') ? 'bridge' : undefined
}

/** Makes the profile one of a port; gives the interface or the UUID that it belongs to. */
export function putPort(draft: Draft, type: 'bond' | 'bridge'): string {
  const key = type === 'bond' ? 'MASTER' : 'BRIDGE'
  const name = take(draft, key)
  const uuid = take(draft, `${key}_UUID`)
  const controller = uuid === '' ? name : uuid
  take(draft, 'SLAVE')
  if (!isInterface(controller) && !isUuid(controller)) {
    const from = uuid === '' ? key : `${key}_UUID`
    refuse(lineWith(draft, from), `${from}=${controller} is not an interface`)
  }
  put(draft.keyfile, {connection: {master: controller, 'slave-type': type}})
  return controller
}
