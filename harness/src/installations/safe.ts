/** A second encrypted volume of an installation, for data; `safe.sh` makes it, and knows all of this, too. */
export const safe = {
  name: 'safe',
  container: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e63',
  mount: '/safe',
  marker: 'safe',
  script: new URL('./safe.sh', import.meta.url),
} as const
