import {verityBlockSize, verityFormat} from './image-verity.ts'
import {limits} from './tables/limits.ts'
import {kernelArguments, logNames, places, sourcePlaces} from './tables/places.ts'

/** The tables, as far as the scripts of the initramfs need them: assignments that a shell sources. */
export function renderShellTable(): string {
  const values: Readonly<Record<string, string | number>> = {
    argument_autostart: kernelArguments.autostart,
    argument_hash_offset: kernelArguments.imageHashOffset,
    argument_root_hash: kernelArguments.imageRootHash,
    argument_timeout: kernelArguments.initramfsTimeout,
    build_id: places.buildId,
    fallback_folder: sourcePlaces.fallbackFolder,
    image_mapped: places.imageDevice,
    limit_disk: limits.initramfsDisk,
    limit_url: limits.initramfsUrl,
    installation: sourcePlaces.installation,
    iscsi_logins: places.iscsiLogins,
    live_device: places.liveDevice,
    log_flag: logNames.flag,
    log_folder: sourcePlaces.logFolder,
    log_report: logNames.initramfsReport,
    machine_facts: places.machineFacts,
    machine_part: places.machinePart,
    separate_root: places.separateRoot,
    state: places.initramfsState,
    verity_block: verityBlockSize,
    verity_format: verityFormat.join(' '),
  }
  const lines = Object.entries(values).map(([name, value]) => `${name}='${value}'`)
  return `# shellcheck shell=sh disable=SC2034\n${lines.join('\n')}\n`
}
