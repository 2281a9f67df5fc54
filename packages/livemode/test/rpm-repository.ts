import type {RpmRepository} from '@livemode/userspace'

/** A repository of RPMs that says nothing but where it is. */
export const plainRepository: Omit<RpmRepository, 'id'> = {
  name: '',
  baseurl: ['https://packages.example.org/9'],
  mirrorlist: null,
  metalink: null,
  keys: [],
  checksMetadata: false,
  certificates: {},
  choices: {},
}
