import type {UpgradeInput, UpgradePlan} from './upgrade-plan.ts'

/** Something the reader should know before the upgrade; an inhibitor refuses it. */
export interface Finding {
  readonly id: string
  readonly severity: 'inhibitor' | 'warning'
  readonly sentence: string
  readonly remedy: string
}

/** Looks for what speaks against an upgrade. */
export function checkUpgrade(
  {enabled, host}: UpgradeInput,
  {image}: UpgradePlan,
): readonly Finding[] {
  const findings: Finding[] = []
  if (!enabled) {
    findings.push({
      id: 'live-mode-not-enabled',
      severity: 'inhibitor',
      sentence: 'live mode is not enabled',
      remedy: 'set LEAPP_UNSUPPORTED=1 to say that you want an unsupported upgrade',
    })
  }
  if (host.architecture !== 'x86_64') {
    findings.push({
      id: 'architecture-not-supported',
      severity: 'inhibitor',
      sentence: `live images are made for x86_64 only, and this machine is ${host.architecture}`,
      remedy: 'upgrade this machine in another way',
    })
  }
  if (!image.fstab.mountsRoot) {
    findings.push({
      id: 'source-root-not-mounted',
      severity: 'inhibitor',
      sentence: 'the live system would not mount the root file system of this machine',
      remedy: 'name it in /etc/fstab; xfs, ext2, ext3, ext4, btrfs and vfat can be mounted',
    })
  }
  for (const {entry, why} of image.fstab.leftOut) {
    findings.push({
      id: 'fstab-entry-left-out',
      severity: 'warning',
      sentence: `${entry.spec} at ${entry.file} is not mounted during the upgrade: ${why}`,
      remedy: 'make sure that the upgrade needs nothing that lies there',
    })
  }
  return findings
}

/** The findings for a reader, inhibitors first. */
export function renderFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing speaks against the upgrade'
  return findings
    .toSorted((a, b) => a.severity.localeCompare(b.severity))
    .map(({id, severity, sentence, remedy}) => `${severity} ${id}: ${sentence}\n  ${remedy}`)
    .join('\n')
}
