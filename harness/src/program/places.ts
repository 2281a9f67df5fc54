/** Not every system has a folder for that, and what is in /run is gone with the boot. */
const mount = '/run/program-disk'

/** What the disk with the program holds, as the machine sees it. */
export const programPlaces = {
  mount,
  node: `${mount}/node`,
  main: `${mount}/packages/livemode/src/main.ts`,
  config: `${mount}/livemode.yaml`,
  artifacts: `${mount}/artifacts`,
} as const

/** Of the file system on that disk. */
export const programUuid = '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e31'
