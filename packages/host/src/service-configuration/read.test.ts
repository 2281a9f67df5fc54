// A configuration is followed from file to file, and nothing beside it is opened.
import {execFileSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import test from 'ava'
import {makeRoot} from '../../test/root.ts'
import {readServiceFiles} from './read.ts'

test('includes, patterns, links and circles', async t => {
  const root = makeRoot(t, {
    files: {
      '/etc/nginx/nginx.conf':
        'include modules-enabled/*.conf; include conf.d/*.conf; include sites-enabled/*;\n',
      '/etc/nginx/conf.d/a.conf': 'include nginx.conf; include /srv/own.conf;\n',
      '/etc/nginx/conf.d/a.txt': 'not read\n',
      '/etc/nginx/sites-available/x': 'access_log /srv/logs/a.log; ssl_session_ticket_key t.key;\n',
      '/etc/nginx/t.key': Buffer.from([0, 1]),
      '/srv/own.conf': 'root /srv/www;\n',
      '/srv/logs/a.log': '',
      '/usr/share/nginx/mod.conf': 'load_module x;\n',
      '/etc/sudoers': '@includedir /etc/sudoers.d\n',
      '/etc/sudoers.d/a': 'a\n',
      '/etc/sudoers.d/b.dpkg-old': 'b\n',
    },
    links: {
      '/etc/nginx/sites-enabled/x': '/etc/nginx/sites-available/x',
      '/etc/nginx/modules-enabled/m.conf': '/usr/share/nginx/mod.conf',
      '/etc/nginx/conf.d/circle.conf': 'circle.conf',
      '/etc/nginx/conf.d/gone.conf': '/nowhere',
    },
  })
  const {files, services} = await readServiceFiles(root)
  t.deepEqual(Object.keys(services), ['nginx', 'sudo'])
  t.deepEqual(services.nginx, {
    files: [
      '/etc/nginx/conf.d/a.conf',
      '/etc/nginx/nginx.conf',
      '/etc/nginx/sites-enabled/x',
      '/srv/own.conf',
    ],
    links: {'/etc/nginx/modules-enabled/m.conf': '/usr/share/nginx/mod.conf'},
    folders: ['/srv', '/srv/logs'],
    named: ['/etc/nginx/t.key', '/srv/logs/a.log'],
    omitted: [],
  })
  t.deepEqual(services.sudo?.files, ['/etc/sudoers', '/etc/sudoers.d/a'])
  t.is(files.get('/srv/own.conf')?.toString(), 'root /srv/www;\n')
})

test('pipes, binary files and large ones are told, and not taken', async t => {
  const root = makeRoot(t, {
    files: {
      '/etc/dovecot/dovecot.conf': '!include a\n!include b\n!include c\n!include d\n',
      '/etc/dovecot/b': 'x\0y',
      '/etc/dovecot/c': 'x'.repeat(1024 * 1024 + 1),
      '/etc/dovecot/d': 'x'.repeat(1024 * 1024),
    },
  })
  execFileSync('mkfifo', [join(root, '/etc/dovecot/a')])
  const {files, services} = await readServiceFiles(root)
  t.deepEqual(services.dovecot?.omitted, ['/etc/dovecot/a', '/etc/dovecot/b', '/etc/dovecot/c'])
  t.deepEqual([...files.keys()], ['/etc/dovecot/dovecot.conf', '/etc/dovecot/d'])
})

test('a folder in the place of a configuration, and none at all', async t => {
  const root = makeRoot(t, {})
  mkdirSync(join(root, '/etc/ssh/sshd_config'), {recursive: true})
  const {services} = await readServiceFiles(root)
  t.deepEqual(services, {
    openssh: {files: [], links: {}, folders: [], named: [], omitted: ['/etc/ssh/sshd_config']},
  })
})
