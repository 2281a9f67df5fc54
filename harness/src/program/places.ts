/** What the disk with the program holds, as the machine sees it. */
export const programPlaces = {
  mount: '/media',
  node: '/media/node',
  main: '/media/packages/livemode/src/main.ts',
  config: '/media/livemode.yaml',
  artifacts: '/media/artifacts',
} as const

/** Of the file system on that disk. */
export const programUuid = '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e31'
