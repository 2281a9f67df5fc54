// Every file system is made in a file, with the tree and the UUID that it is given, and has room for both.
import test from 'ava'
import {fileSystems} from './index.ts'

for (const [id, {make, overhead}] of Object.entries(fileSystems)) {
  const uuid = '6c1f5a58-7a52-4f6e-9a39-5d1c0c2d7e01'
  const words = make({tree: '/tree', file: '/file', uuid}).flat()

  test(`${id}: takes tree, file and UUID`, t => {
    t.true(words.includes('/tree'))
    t.true(words.includes('/file'))
    t.true(words.join(' ').includes(uuid))
  })

  test(`${id}: grows with what is in it`, t => {
    t.true(overhead(0) > 0)
    t.true(overhead(2 ** 32) > overhead(2 ** 30))
  })
}
