// How root gets in by ssh is read as sshd reads it: files in their order, what is included in its place, conditions by their blocks.
import test from 'ava'
import {makeRoot} from '../../test/root.ts'
import {isChanged, parseSshdLines, readRootLogin} from './sshd.ts'

const changed = 'S.5....T.  c /etc/ssh/sshd_config'

test('the file of the package', async t => {
  const root = makeRoot(t, {
    files: {
      '/etc/ssh/sshd_config': '#PermitRootLogin no\nPermitRootLogin yes\nUsePAM yes\n',
      '/etc/ssh/sshd_config.d/50.conf': 'PermitRootLogin prohibit-password\n',
      '/etc/shadow': 'bin:*:1::::::\nroot:$6$salt$hash:19000:0:99999:7:::\n',
      '/root/.ssh/authorized_keys': '# none\n',
    },
  })
  t.deepEqual(await readRootLogin(root, ''), {
    settings: [{value: 'yes', counts: 'always'}],
    dropIns: [{value: 'prohibit-password', counts: 'always'}],
    isPackaged: true,
    hasPassword: true,
    hasKeys: false,
  })
})

test('files that it includes, and blocks', async t => {
  const root = makeRoot(t, {
    files: {
      '/etc/ssh/sshd_config': `Include sshd_config.d/*.conf "/etc/ssh/own config"
permitrootlogin = No
Match Address 10.0.0.0/8
  PermitRootLogin yes
  Include in-match
Match all
  PermitRootLogin Forced-Commands-Only # why
`,
      '/etc/ssh/sshd_config.d/b.conf': 'PermitRootLogin without-password\n',
      '/etc/ssh/sshd_config.d/a.conf': 'Match User x\nPermitRootLogin yes\n',
      '/etc/ssh/own config': 'Match all\nPermitRootLogin "yes"\n',
      '/etc/ssh/in-match': 'Match all\nPermitRootLogin no\n',
      '/etc/shadow': 'root:!!:19000::::::\n',
      '/root/.ssh/authorized_keys': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA x\n',
    },
  })
  const found = await readRootLogin(root, changed)
  t.deepEqual(
    found?.settings.map(({value, counts}) => `${value} ${counts}`),
    [
      'yes match',
      'without-password always',
      'yes match-all',
      'no always',
      'yes match',
      'no match',
      'forced-commands-only match-all',
    ],
  )
  t.deepEqual([found?.isPackaged, found?.hasPassword, found?.hasKeys], [false, false, true])
})

test('a circle of files ends', async t => {
  const root = makeRoot(t, {
    files: {'/etc/ssh/sshd_config': 'Include sshd_config\nPermitRootLogin yes\n'},
  })
  t.is((await readRootLogin(root, ''))?.settings.length, 100)
})

test('without a package there is nothing to say', async t => {
  const root = makeRoot(t, {files: {'/etc/ssh/sshd_config': 'PermitRootLogin yes\n'}})
  t.is(await readRootLogin(root, 'package openssh-server is not installed\n'), undefined)
  t.is(await readRootLogin(root, null), undefined)
  t.is(await readRootLogin(makeRoot(t, {}), ''), undefined)
})

test('what rpm says of a file', t => {
  const path = '/etc/ssh/sshd_config'
  t.true(isChanged(changed, path))
  t.true(isChanged('missing   c /etc/ssh/sshd_config', path))
  t.true(isChanged('..?......  c /etc/ssh/sshd_config', path))
  t.false(isChanged('.M.....T.  c /etc/ssh/sshd_config', path))
  t.false(isChanged('S.5....T.  c /etc/ssh/sshd_config_other', path))
  t.false(isChanged('', path))
})

test('lines of sshd_config', t => {
  t.deepEqual(
    parseSshdLines('\n  # a\nPort 22\nSetEnv A="b c" D\nbroken\n').map(one => one.words),
    [['22'], ['A=', 'b c', 'D']],
  )
})
