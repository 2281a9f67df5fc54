// The one file of a tar stream is opened, and everything that is not that is refused.
import {Readable} from 'node:stream'
import {text} from 'node:stream/consumers'
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {makeTar} from '../../test/make-tar.ts'
import {openSingleFile} from './single-file.ts'

const open = (script: string) =>
  openSingleFile(Readable.from([makeTar('pax', script)]), '/the/file')

test('its size and its content', async t => {
  const {size, content} = await open('printf content >file; tar file')
  t.is(size, 7)
  t.is(await text(content), 'content')
})

test('an empty one', async t => {
  const {size, content} = await open('touch file; tar file')
  t.is(size, 0)
  t.is(await text(content), '')
})

const refusals = {
  'mkdir folder; touch folder/file; tar folder': '/the/file is not a regular file but a directory',
  'ln -s file link; tar link': '/the/file is not a regular file but a symlink',
  'mkfifo fifo; tar fifo': '/the/file is not a regular file but a fifo',
  'tar --files-from=/dev/null': '/the/file: its tar stream holds no file',
}

for (const [script, message] of Object.entries(refusals)) {
  test(script, async t => {
    const error = await t.throwsAsync(open(script), {instanceOf: LivemodeError, message})
    t.is(error?.code, 'TAR_BROKEN')
  })
}

test('a stream that ends in the middle of the content fails there', async t => {
  const tar = makeTar('ustar', 'head -c 5000 /dev/zero >file; tar file').subarray(0, 3000)
  const {size, content} = await openSingleFile(Readable.from([tar]), '/the/file')
  t.is(size, 5000)
  await t.throwsAsync(text(content), {message: 'Unexpected end of data'})
})
