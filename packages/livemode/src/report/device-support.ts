import type {KeySupportId} from '@livemode/config'
import type {LuksToken} from '@livemode/host'
import {
  type EncryptedDevice,
  type KeySupport,
  keySupports,
  type Obstacle,
  planSupportState,
  type SupportState,
  supportForKey,
} from '@livemode/live'
import type {Situation} from './situation.ts'

/** What the image has for what keeps the key of a device, and whether that gives it. */
export interface Support {
  readonly id: KeySupportId
  /** Whether the image has it. */
  readonly state: SupportState
  /** Whether the header of the device has been read, of which the next two are. */
  readonly isKnown: boolean
  /** Why no key is given in the live boot; undefined where one is, or where that is not known. */
  readonly obstacle: Obstacle | undefined
  /** Whether each key that is given needs a PIN. */
  readonly hasPin: boolean
}

/** What the image has for what keeps the key of a device; undefined where nothing does, or no image has anything for it. */
export function supportOf(
  {config, imageSupport}: Pick<Situation, 'config' | 'imageSupport'>,
  {device: {container, entry, tokens}, isNeeded}: Asked,
): Support | undefined {
  const id = supportForKey(entry, tokens)
  if (id === undefined) return undefined
  const network = isNeeded
    ? {setting: 'dracut_network', isSet: config.dracut_network !== null}
    : {setting: 'setup_network_manager', isSet: config.setup_network_manager}
  return {
    id,
    state: planSupportState(id, {config, imageSupport}),
    ...verdictOf(id, tokens, {device: `/dev/disk/by-uuid/${container}`, network}),
  }
}

interface Asked {
  readonly device: EncryptedDevice
  /** Whether the initramfs opens it, or what comes behind. */
  readonly isNeeded: boolean
}

/** What the tokens in the header say, where it has been read. */
function verdictOf(
  id: KeySupportId,
  tokens: readonly LuksToken[] | undefined,
  place: Parameters<KeySupport['findObstacle']>[1],
): Pick<Support, 'isKnown' | 'obstacle' | 'hasPin'> {
  if (tokens === undefined) return {isKnown: false, obstacle: undefined, hasPin: false}
  const {tokenType, findObstacle, enrol} = keySupports[id]
  const all = tokens.filter(({type}) => type === tokenType)
  const its = all.filter(({isUnread}) => !isUnread)
  const obstacles = its.map(token => findObstacle(token, place))
  const given = its.filter((_, index) => obstacles[index] === undefined)
  if (given.length === 0 && its.length < all.length) {
    return {isKnown: false, obstacle: undefined, hasPin: false}
  }
  const why = 'the header of the device has no token for it'
  const [first = {why, remedy: enrol(place.device)}] = obstacles
  return {
    isKnown: true,
    obstacle: given.length > 0 ? undefined : first,
    hasPin: given.length > 0 && given.every(({hasPin}) => hasPin),
  }
}
