// Of what says nothing, the scripts below dpkg are ended, and dpkg is not: it goes on with the others.
import test from 'ava'
import {scriptsOf} from './silence.ts'

const one = (pid: number, parent: number, name: string) => ({pid, parent, name, command: name})

test('all below dpkg, however deep, and dpkg only where it is no script’s', t => {
  const tree = [
    one(10, 1, 'apt-get'),
    one(11, 10, 'dpkg'),
    one(12, 11, 'linux-image.pos'),
    one(13, 12, 'run-parts'),
    one(14, 13, 'zz-update-grub'),
    one(15, 10, 'http'),
  ]
  t.deepEqual(
    scriptsOf(tree).map(({pid}) => pid),
    [12, 13, 14],
  )
  t.deepEqual(scriptsOf([one(10, 1, 'apt-get'), one(15, 10, 'http')]), [])
})
