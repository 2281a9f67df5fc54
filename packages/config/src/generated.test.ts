// The JSON Schemas and the table of the documentation are what the table of settings makes them.
import {readFileSync} from 'node:fs'
import {basename} from 'node:path'
import test from 'ava'
import {generated} from './generated.ts'

for (const {file, render} of generated) {
  test(`${basename(file.pathname)} is not stale`, t => {
    const current = readFileSync(file, 'utf8')
    t.is(render(current), current, 'npm run generate -w @livemode/config makes it anew')
  })
}

test('the documentation holds both tables', t => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')
  t.regex(page, /^\| `squashfs_fullpath` \| `squashfs_image_path` \|/m)
  t.regex(page, /^\| `initramfs_timeout` \| none \|/m)
})
