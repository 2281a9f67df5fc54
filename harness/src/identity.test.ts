// A root that is not the expected one is refused, with everything that is wrong.
import {LivemodeError} from '@livemode/config'
import test from 'ava'
import {assertIdentity} from './identity.ts'

const expected = {
  buildId: '66572418ca5299a5',
  root: 'overlay',
  lower: 'squashfs',
  target: 'verity',
  image: '/var/lib/leapp/live-upgrade.img',
  uuid: '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e01',
}

test('the expected root is accepted', t => {
  t.notThrows(() => assertIdentity({...expected}, expected))
})

test('another build of the image is refused', t => {
  const error = t.throws(() => assertIdentity({...expected, buildId: '0123'}, expected), {
    instanceOf: LivemodeError,
  })
  t.is(error?.code, 'BOOT_FAILED')
  t.is(
    error?.message,
    'the machine runs from the wrong root\n  build id: 0123 instead of 66572418ca5299a5',
  )
})

test('the source system, booted in place of the image, is refused for all that it lacks', t => {
  const found = {buildId: '', root: 'overlay', lower: 'ext4', target: '', image: '', uuid: ''}
  t.throws(() => assertIdentity(found, expected), {
    message: [
      'the machine runs from the wrong root',
      '  build id: none instead of 66572418ca5299a5',
      '  file system below the overlay: ext4 instead of squashfs',
      '  what it is read through: none instead of verity',
      '  live image: none instead of /var/lib/leapp/live-upgrade.img',
      '  UUID of the file system that holds the image: none instead of 6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e01',
    ].join('\n'),
  })
})
