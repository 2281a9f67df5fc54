// No secret of a machine gets into the host, and nothing else is changed.
import {fixture} from '@livemode/fixtures'
import test from 'ava'
import {type Mount, parseHost} from './index.ts'
import {redactHost} from './secrets.ts'

const host = parseHost(fixture('hosts/rhel-8-lvm.json'), {file: 'rhel-8-lvm'})

test('a host without secrets stays as it is', t => {
  t.deepEqual(redactHost(host), host)
})

test('passwords and credentials in the fstab, also in its comments', t => {
  const fstab = [
    '//server/share /mnt cifs user=me,password=a,,b,uid=0 0 0',
    '# //me:pw@server/old /old cifs pass="x,y",credentials=/root/.smb 0 0',
    'https://me:pw@dav.example/ /dav davfs noauto 0 0',
    'UUID=1 / ext4 x-passthrough=1 0 1\n',
  ].join('\n')
  t.is(
    redactHost({...host, fstab}).fstab,
    [
      '//server/share /mnt cifs user=me,password=redacted,uid=0 0 0',
      '# //redacted@server/old /old cifs pass=redacted,credentials=redacted 0 0',
      'https://redacted@dav.example/ /dav davfs noauto 0 0',
      'UUID=1 / ext4 x-passthrough=1 0 1\n',
    ].join('\n'),
  )
})

test('the crypttab tells where keys are, and no more', t => {
  const crypttab = 'data UUID=1 /etc/key luks\nold /dev/sdb none password=x,luks\n'
  t.is(
    redactHost({...host, crypttab}).crypttab,
    'data UUID=1 /etc/key luks\nold /dev/sdb none password=redacted,luks\n',
  )
})

test('secrets of the kernel command line', t => {
  const kernelCmdline = [
    'root=live:https://me:pw@server/x.img "rd.iscsi.password=a b" rd.iscsi.in.password=c',
    'netroot=iscsi:me:pw@192.168.1.2::::iqn.x inst.rootpw=d systemd.set_credential=passwd.x:y',
    'cifspass=e iommu.passthrough=1 rd.luks.key=/keyfile quiet',
  ].join(' ')
  t.is(
    redactHost({...host, kernelCmdline}).kernelCmdline,
    [
      'root=live:https://redacted@server/x.img rd.iscsi.password=redacted rd.iscsi.in.password=redacted',
      'netroot=iscsi:redacted@192.168.1.2::::iqn.x inst.rootpw=redacted systemd.set_credential=redacted',
      'cifspass=redacted iommu.passthrough=1 rd.luks.key=/keyfile quiet',
    ].join(' '),
  )
})

test('mounts, however deep', t => {
  const [root] = host.mounts as [Mount]
  const share = {...root, source: '//me:pw@server/share', options: 'rw,pass=x', children: []}
  const clean = {...share, source: '//redacted@server/share', options: 'rw,pass=redacted'}
  const redacted = redactHost({...host, mounts: [{...root, children: [share]}]})
  t.deepEqual(redacted.mounts, [{...root, children: [clean]}])
})
