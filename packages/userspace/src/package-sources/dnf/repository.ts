import type {CertificateOption, WrittenRpmRepository} from '@livemode/config'

/** A repository of RPMs, with what it needs at hand. Words have no variables of dnf's in them any more. */
export interface RpmRepository extends Omit<WrittenRpmRepository, 'keys' | 'certificates'> {
  /** The public keys that its packages, and its metadata where that is so, are signed by. */
  readonly keys: readonly Buffer[]
  /** Certificates and keys of TLS, as PEM. */
  readonly certificates: Readonly<Partial<Record<CertificateOption, Buffer>>>
}

/** Its addresses: where there are several, dnf takes the first that answers. */
export const addressesOf = ({baseurl, mirrorlist, metalink}: RpmRepository): readonly string[] =>
  [...baseurl, mirrorlist, metalink].filter(one => one !== null)
