import {replacePrivateKeys} from './private-keys.ts'

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?(?:-----END \1-----|$(?![\s\S]))/g

/**
 * The blocks of a PEM file with new private keys in the place of its own, and without what stands between them;
 * undefined where there is none.
 */
export function renderPem(text: string): string | undefined {
  const blocks = [...text.matchAll(block)].map(([found]) => `${replacePrivateKeys(found)}\n`)
  return blocks.length === 0 ? undefined : blocks.join('')
}
