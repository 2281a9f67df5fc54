/** Something the reader should know before the upgrade; an inhibitor refuses it. */
export interface Finding {
  readonly id: string
  readonly severity: 'inhibitor' | 'warning'
  readonly sentence: string
  readonly remedy: string
}
