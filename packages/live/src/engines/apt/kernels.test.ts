// Of a plan's packages the kernels are told.
import test from 'ava'
import {kernelsOf} from './kernels.ts'

test('kernels by their releases, without their symbols and metapackages', t => {
  const named = (name: string) => ({package: name, from: '1', to: '2', version: '2'})
  t.deepEqual(
    kernelsOf({
      upgrade: [named('linux-image-6.12.9+deb13-amd64:amd64'), named('linux-image-amd64:amd64')],
      new: [
        named('linux-image-6.12.48+deb13-amd64:amd64'),
        named('linux-image-6.12.48+deb13-amd64-dbg:amd64'),
        named('linux-image-6.12.10+deb13-rt-amd64-unsigned:amd64'),
        named('linux-headers-6.12.48+deb13-amd64:amd64'),
      ],
    }),
    ['6.12.9+deb13-amd64', '6.12.48+deb13-amd64', '6.12.10+deb13-rt-amd64'],
  )
})
