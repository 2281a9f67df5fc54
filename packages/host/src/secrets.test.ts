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

/** The secret in it must not be seen, whatever is around it. */
const secret = 'hunter2'

const argumentsWithSecrets = [
  ...[
    'password',
    'passwd',
    'pass',
    'pw',
    'pwd',
    'passphrase',
    'rootpw',
    'rd.iscsi.password',
    'rd.iscsi.in.password',
  ],
  ...[
    'secret',
    'token',
    'apikey',
    'api-key',
    'api_key',
    'auth',
    'k3s.token',
    'psk',
    'wpa-psk',
    'key',
    'foo.bar',
  ],
  ...[
    'inst.rootpw',
    'inst.vncpassword',
    'inst.ks',
    'ks',
    'ds',
    'cloud-config-url',
    'ignition.config.url',
    'MY_VARIABLE',
  ],
  ...[
    'systemd.set_credential',
    'systemd.set_credential_binary',
    'systemd.setenv',
    'systemd.run',
    'rd.systemd.setenv',
  ],
  ...[
    'rd.iscsi.username',
    'cifspass',
    'cifsuser',
    'cifsroot',
    'masterkey',
    'luks.passphrase',
    'preseed',
    'proxy',
  ],
  ...[
    'nvme_core.dhchap_secret',
    'usb_secret',
    'udev.token',
    'upgrade.password',
    'rd.zfcp.password',
    'rd.live.password',
  ],
  ...['net.password', 'acpi_password', 'scsi_auth', 'rd.nvmf.dhchap-secret'],
].map(name => `${name}=${secret}`)

const urlsWithSecrets = [
  `rootflags=username=joe,password=${secret},vers=3`,
  `mount.usrflags=ro,password=${secret}`,
  `nfsroot=192.0.2.1:/x,password=${secret}`,
  `netroot=iscsi:joe:p/${secret}@1.2.3.4::::iqn`,
  `root=live:http://joe:pa@${secret}@h/x.img`,
  `root=live:https://me:${secret}@server/x.img`,
  `root=live:https://server/x.img?token=${secret}`,
  `netroot=iscsi:me:${secret}@192.168.1.2::::iqn.x`,
  `"other=a ${secret}"`,
]

test('no argument that is not known to be harmless is told', t => {
  for (const kernelCmdline of [...argumentsWithSecrets, ...urlsWithSecrets]) {
    const found = redactHost({...host, kernelCmdline: `quiet ${kernelCmdline} ro`}).kernelCmdline
    t.notRegex(found, new RegExp(secret), kernelCmdline)
    t.regex(found, /^quiet .*redacted.* ro$/)
  }
})

test('what hardware needs is told as it is', t => {
  const kernelCmdline = [
    'BOOT_IMAGE=/vmlinuz root=UUID=1-2 rootflags=subvol=@ console=ttyS0,115200n8 crashkernel=1G-4G:192M,4G-64G:256M',
    'rd.lvm.lv=vg/root rd.luks.uuid=luks-1 rd.md.uuid=a:b:c:d ip=192.0.2.2::192.0.2.1:24:host:eth0:none',
    'memmap=64K$0x18690000 isolcpus=1-3,5 vfio-pci.ids=10de:1234,10de:5678 some_module.limit=16 other.debug=on',
    'modprobe.blacklist=nouveau,nvidia systemd.unit=rescue.target systemd.log_level=debug resume=/dev/vda2 mitigations=off',
  ].join(' ')
  t.is(redactHost({...host, kernelCmdline}).kernelCmdline, kernelCmdline)
})

const optionsWithSecrets = [
  ...[
    'password',
    'password2',
    'pass',
    'pw',
    'secret',
    'token',
    'apikey',
    'key',
    'cred',
    'credentials',
    'auth',
  ],
  ...[
    'passphrase',
    'passwd',
    'unknown',
    'ssh_command',
    'IdentityFile',
    'fido2-cid',
    'pkcs11-uri',
    'link-volume-key',
  ],
].map(name => `${name}=${secret}`)

test('no option that is not known to be harmless is told', t => {
  for (const option of [
    ...optionsWithSecrets,
    `user=me%${secret}`,
    `username=d/me%${secret},,x`,
    `pass="${secret} x"`,
  ]) {
    const fstab = `UUID=1 / ext4 rw,${option},uid=0 0 1\n`
    const found = redactHost({...host, fstab, crypttab: `x UUID=1 none luks,${option}\n`})
    t.notRegex(found.fstab + found.crypttab, new RegExp(secret), option)
    t.regex(found.fstab, /^UUID=1 \/ ext4 rw,.*redacted.*,uid=0 0 1\n$/)
  }
})

test('what mounting needs is told as it is', t => {
  const fstab = [
    'UUID=0a / btrfs subvol=/@,compress=zstd:3,x-systemd.device-timeout=30s 0 0',
    'PARTUUID=0b /boot/efi vfat umask=0077,shortname=winnt,errors=remount-ro 0 1',
    'server:/x /x nfs vers=4.2,sec=krb5p,rsize=1048576,addr=192.0.2.1,x-systemd.requires=a.service 0 0',
    'tmpfs /tmp tmpfs size=50%,mode=1777,nr_inodes=1m 0 0',
    'LABEL=data /data xfs logdev=/dev/sdb1,sunit=128,swidth=256,prjquota 0 2\n',
  ].join('\n')
  const crypttab =
    'a UUID=1 /etc/key luks,discard,keyfile-offset=512,tries=3,timeout=30s,header=/etc/head\nb UUID=2 - tpm2-device=auto,tpm2-pcrs=7+8\n'
  const found = redactHost({...host, fstab, crypttab})
  t.is(found.fstab, fstab)
  t.is(found.crypttab, crypttab)
})

test('a long text without an end is no work without an end', t => {
  for (const part of ['a://', 'user=', '//', 'x=', 'a://b?']) {
    const fstab = part.repeat(200_000)
    t.is(typeof redactHost({...host, fstab}).fstab, 'string')
  }
})
