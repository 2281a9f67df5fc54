// The command from outside: exit codes, whole messages, and nothing created where nothing is done.
import {createHash} from 'node:crypto'
import {mkdir, readdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fixture, fixturePath} from '@livemode/fixtures'
import {parseHost} from '@livemode/host'
import test, {type ExecutionContext} from 'ava'
import {enabled, host, newFolder, noEngine, runLivemode} from '../test/run-livemode.ts'
import {transaction} from '../test/transaction.ts'
import {packMachine} from './machine-archive.ts'
import {renderSummary} from './transaction-text.ts'

const usage = '\n  livemode --help lists the commands and options\n'

test.serial('build is refused unless live mode is enabled, and creates nothing', async t => {
  const folder = await newFolder(t)
  t.deepEqual(await runLivemode(['build', ...host], {folder, ...noEngine}), {
    code: 3,
    stdout: '',
    stderr: [
      'livemode: live mode is not enabled: build is refused',
      '  set LEAPP_UNSUPPORTED=1 in the environment to say that you want an unsupported upgrade',
      '',
    ].join('\n'),
  })
  t.deepEqual(await readdir(folder), [])
})

for (const command of ['build', 'plan']) {
  test.serial(
    `${command} refuses a configuration with all that is wrong in it, and creates nothing`,
    async t => {
      const folder = await newFolder(t)
      await writeFile(
        join(folder, 'a.yaml'),
        'squashfs_fullpath: live.img\nsetup_network_manager: maybe\nsquashfs: /x\n',
      )
      const run = {folder, ...enabled, ...noEngine}
      const {code, stdout, stderr} = await runLivemode(
        [command, '--config', 'a.yaml', ...host],
        run,
      )
      t.deepEqual({code, stdout}, {code: 2, stdout: ''})
      t.is(
        stderr,
        [
          'livemode: a.yaml:1:20: squashfs_fullpath: must be the absolute path of a file, not the string "live.img"',
          '    squashfs_fullpath: live.img',
          '                       ^',
          'a.yaml:2:24: setup_network_manager: must be true or false, not the string "maybe"',
          '    setup_network_manager: maybe',
          '                           ^',
          'a.yaml:3:1: squashfs: is not a setting; the settings are url_to_load_squashfs_from, squashfs_fullpath, dracut_network, setup_network_manager, additional_packages, autostart_upgrade_after_reboot, setup_opensshd_with_auth_keys, capture_upgrade_strace_into, setup_passwordless_root, initramfs_timeout, passphrase_timeout, device_support, hook_timeout, script_timeout, snapshot, mirror, security_mirror, repositories, http_proxy, ca_certificates, apt_auth, third_party_sources',
          '    squashfs: /x',
          '    ^',
          '',
        ].join('\n'),
      )
      t.deepEqual(await readdir(folder), ['a.yaml'])
    },
  )
}

test.serial('check tells of a folder of machines, and of several, in one table', async t => {
  const folder = await newFolder(t)
  await mkdir(join(folder, 'fleet'))
  await writeFile(join(folder, 'fleet/b.json'), fixture('hosts/debian-12-ext4.json'))
  await writeFile(join(folder, 'fleet/a.json'), fixture('hosts/debian-12-luks.json'))
  const all = await runLivemode(['check', '--host', 'fleet'], {folder, ...enabled})
  t.deepEqual(all, {
    code: 3,
    stdout: [
      'machine       ready  why',
      'fleet/a.json  no     encrypted-device-without-key',
      'fleet/b.json  yes',
      '',
      '2 machines: 1 ready, 1 refused, 0 not known',
      '',
    ].join('\n'),
    stderr:
      'livemode: 1 of 2 upgrades are refused\n  "livemode check --host FILE" tells of one of them what to do\n',
  })
  const two = ['check', '--host', 'fleet/b.json', '--host', 'nowhere.json', '--json']
  const {code, stdout} = await runLivemode(two, {folder, ...enabled})
  t.is(code, 2)
  t.deepEqual(JSON.parse(stdout), [
    {machine: 'fleet/b.json', problem: null, findings: []},
    {machine: 'nowhere.json', problem: 'nowhere.json: there is no such file', findings: []},
  ])
  await mkdir(join(folder, 'empty'))
  const none = await runLivemode(['check', '--host', 'empty'], {folder, ...enabled})
  t.is(none.code, 2)
  t.regex(none.stderr, /^livemode: empty: there is no description of a machine in this folder/)
})

for (const command of ['install', 'rollback', 'commit', 'remove', 'resolve', 'download']) {
  test.serial(`${command} is refused unless live mode is enabled`, async t => {
    const folder = await newFolder(t)
    const {code, stderr} = await runLivemode([command], {folder})
    t.is(code, 3)
    t.is(stderr.split('\n')[0], `livemode: live mode is not enabled: ${command} is refused`)
  })
}

const refusals: readonly {argv: readonly string[]; message: string}[] = [
  {argv: [], message: `a command is missing${usage}`},
  {argv: ['instal'], message: `there is no command "instal"${usage}`},
  {argv: ['plan', '--verbose'], message: `Unknown option '--verbose'${usage}`},
  {
    argv: ['plan', '--config', 'nowhere.yaml', ...host],
    message: 'nowhere.yaml: there is no such file\n',
  },
]

for (const {argv, message} of refusals) {
  const shown = argv.filter(word => !word.includes('/')).join(' ')
  test.serial(`livemode ${shown} is bad input`, async t => {
    const folder = await newFolder(t)
    t.deepEqual(await runLivemode(argv, {folder, ...enabled}), {
      code: 2,
      stdout: '',
      stderr: `livemode: ${message}`,
    })
    t.deepEqual(await readdir(folder), [])
  })
}

test.serial('a plan needs no container engine', async t => {
  const folder = await newFolder(t)
  await writeFile(join(folder, 'a.yaml'), 'squashfs_fullpath: /srv/live.img\n')
  const rhel = ['--host', fixturePath('hosts/rhel-8-lvm.json')]
  const argv = ['plan', '--config', 'a.yaml', ...rhel]
  const {code, stdout, stderr} = await runLivemode(argv, {folder, ...noEngine})
  t.deepEqual({code, stderr}, {code: 0, stderr: ''})
  t.regex(stdout, /^Image [0-9a-f]{16}\n/)
  const lines = stdout.split('\n')
  for (const line of [
    '5 files of the machine’s part, source root at /run/initramfs/live',
    '  /etc/fstab 0644',
    '  /sysroot -> /run/initramfs/live',
    'Boot entry "Live upgrade to Debian 13" (grubby)',
    '  kernel     /boot/livemode-vmlinuz',
    '  initramfs  /boot/livemode-initramfs.img',
    '  run        grubby --remove-kernel /boot/livemode-vmlinuz',
  ]) {
    t.true(lines.includes(line), line)
  }
  t.true(stdout.includes('rd.live.dir=/srv rd.live.squashimg=live.img'))
  t.deepEqual(await readdir(folder), ['a.yaml'])
})

test.serial(
  'a build without a container engine fails in one sentence, and creates nothing',
  async t => {
    const folder = await newFolder(t)
    t.deepEqual(await runLivemode(['build', ...host], {folder, ...enabled, ...noEngine}), {
      code: 1,
      stdout: '',
      stderr: [
        'livemode: no container engine answers at unix:///nonexistent/docker.sock',
        '  start Docker or Podman (podman system service), or name its socket in DOCKER_HOST',
        '',
      ].join('\n'),
    })
    t.deepEqual(await readdir(folder), [])
  },
)

const engineMissing = {
  id: 'container-engine-missing',
  severity: 'warning',
  sentence:
    'this machine cannot build the image: no container engine answers at unix:///nonexistent/docker.sock',
  remedy:
    'build the image on another machine and copy it here (--out), or start Docker or Podman’s socket',
}

test.serial('a check with a warning', async t => {
  const folder = await newFolder(t)
  const {code, stdout, stderr} = await runLivemode(['check', '--json', ...host], {
    folder,
    ...enabled,
    ...noEngine,
  })
  t.deepEqual({code, stderr}, {code: 0, stderr: ''})
  t.deepEqual(JSON.parse(stdout), [engineMissing])
})

test.serial('a check with an inhibitor', async t => {
  const folder = await newFolder(t)
  t.deepEqual(await runLivemode(['check', ...host], {folder, ...noEngine}), {
    code: 3,
    stdout: [
      'severity   finding                   what to know, and what to do',
      'inhibitor  live-mode-not-enabled     live mode is not enabled',
      '                                     set LEAPP_UNSUPPORTED=1 to say that you want an unsupported upgrade',
      `warning    container-engine-missing  ${engineMissing.sentence}`,
      `                                     ${engineMissing.remedy}`,
      '',
    ].join('\n'),
    stderr: 'livemode: the upgrade is refused: live-mode-not-enabled\n',
  })
})

test.serial('a host is printed as JSON', async t => {
  const {code, stdout, stderr} = await runLivemode(['host', ...host], {folder: await newFolder(t)})
  t.deepEqual({code, stderr}, {code: 0, stderr: ''})
  const expected = JSON.parse(fixture('hosts/debian-12-ext4.json'))
  t.deepEqual(JSON.parse(stdout), {...expected, resolvedPaths: {}})
})

/** Without a look at all files of the machine that the tests run on, which takes seconds. */
async function withoutSnapshot(t: ExecutionContext): Promise<readonly string[]> {
  const file = join(await newFolder(t), 'livemode.yaml')
  await writeFile(file, 'snapshot: none\n')
  return ['--config', file]
}

test.serial('a machine is written with its facts, and the file stands for it', async t => {
  const folder = await newFolder(t)
  const written = await runLivemode(['host', '--facts', 'm.tar.gz'], {folder})
  t.is(written.code, 0, written.stderr)
  t.regex(
    written.stdout,
    /^m\.tar\.gz: the machine with \d+ files that decide about its packages and services\n$/,
  )
  t.deepEqual(await readdir(folder), ['m.tar.gz'])
  const described = await runLivemode(['host', '--host', 'm.tar.gz'], {folder})
  t.is(described.code, 0, described.stderr)
  const read = await runLivemode(['host', ...(await withoutSnapshot(t))], {folder})
  // Mounts and free space change while the tests of others run.
  const {os, fstab, kernelCmdline, ...others} = JSON.parse(read.stdout)
  t.like(JSON.parse(described.stdout), {os, fstab, kernelCmdline})
  t.true(JSON.parse(described.stdout).snapshot.bytes['/'] > 0)
  t.false('snapshot' in others)
})

test.serial(
  'facts that cannot be written are an error, and facts are not made of JSON',
  async t => {
    const folder = await newFolder(t)
    const settings = await withoutSnapshot(t)
    const failed = await runLivemode(['host', '--facts', 'no/such/folder', ...settings], {folder})
    t.is(failed.code, 1)
    t.regex(failed.stderr, /^livemode: no\/such\/folder: no such file or directory\n$/)
    const {code, stderr} = await runLivemode(['host', '--facts', 'x', ...host], {folder})
    t.is(code, 2)
    t.regex(stderr, /debian-12-ext4\.json: this description has no facts of the packages\n/)
    t.deepEqual(await readdir(folder), [])
  },
)

test.serial('a plan tells that nothing is resolved, and download has nothing to do', async t => {
  const folder = await newFolder(t)
  const plan = await runLivemode(['plan', ...host], {folder})
  t.true(
    plan.stdout.includes(
      '\nPackages of the upgrade\n  not resolved: "livemode resolve" does that\n',
    ),
  )
  const printed = await runLivemode(['plan', '--json', ...host], {folder})
  t.false('transaction' in JSON.parse(printed.stdout))
  t.deepEqual(await runLivemode(['download'], {folder, ...enabled, ...noEngine}), {
    code: 2,
    stdout: '',
    stderr: [
      `livemode: nothing is resolved in ${join(folder, 'out')}: there is nothing to download`,
      '  "livemode resolve" decides which packages the upgrade needs',
      '',
    ].join('\n'),
  })
  t.deepEqual(await readdir(folder), [])
})

test.serial('a plan shows what was resolved for its target', async t => {
  const folder = await newFolder(t)
  await mkdir(join(folder, 'out/packages'), {recursive: true})
  const message = join(folder, 'out/packages/transaction.json')
  await writeFile(message, JSON.stringify(transaction))
  const plan = await runLivemode(['plan', ...host], {folder})
  t.true(
    plan.stdout.includes(
      `\nPackages of the upgrade\n  ${renderSummary(transaction)}\n  + gcc-14-base:amd64 14.2.0-19\n`,
    ),
  )
  const printed = JSON.parse((await runLivemode(['plan', '--json', ...host], {folder})).stdout)
  const {upgrade, new: added, remove, kept, downloadBytes, peakBytes} = transaction
  t.deepEqual(printed.transaction, {upgrade, new: added, remove, kept, downloadBytes, peakBytes})
  t.deepEqual(printed.downtimeSeconds, {least: 92, most: 97})

  const found = {id: 'hold', severity: 'warning', sentence: 'On hold.', remedy: 'Do.'}
  const stored = (text: string) =>
    JSON.stringify({
      transactionSha256: createHash('sha256').update(text).digest('hex'),
      resolve: [found],
      download: [{...found, id: 'file-conflict'}],
    })
  const findings = join(folder, 'out/packages/findings.json')
  await writeFile(findings, stored(JSON.stringify(transaction)))
  const told = await runLivemode(['plan', ...host], {folder})
  t.regex(told.stdout, /^ {2}warning {3}hold {11}On hold\.$/m)
  t.regex(told.stdout, /^ {2}warning {3}file-conflict {2}On hold\.$/m)
  // Those of another transaction are not this one's.
  await writeFile(findings, stored('{}'))
  t.false((await runLivemode(['plan', ...host], {folder})).stdout.includes('On hold.'))

  await writeFile(message, JSON.stringify({...transaction, targetId: 'debian-14'}))
  const other = await runLivemode(['plan', ...host], {folder})
  t.true(other.stdout.includes('not resolved'))

  await writeFile(message, '{}')
  const {code, stderr} = await runLivemode(['plan', ...host], {folder})
  t.is(code, 2)
  t.is(
    stderr,
    'livemode: out/packages/transaction.json is no transaction of this version of livemode\n  livemode resolve makes it anew\n',
  )
})

test.serial('resolve refuses a machine without facts, and one of another release', async t => {
  const folder = await newFolder(t)
  const run = {folder, ...enabled, ...noEngine}
  const json = await runLivemode(['resolve', ...host], run)
  t.is(json.code, 2)
  t.regex(json.stderr, /this description has no facts of the packages\n/)
  const rhel = parseHost(fixture('hosts/rhel-8-lvm.json'), {file: 'rhel'})
  await writeFile(join(folder, 'm'), await packMachine({host: rhel, facts: new Map()}))
  const {code, stderr} = await runLivemode(['resolve', '--host', 'm'], run)
  t.is(code, 3)
  t.is(stderr.split('\n')[0], 'livemode: the upgrade is refused: upgrade-path-not-supported')
  t.deepEqual(await readdir(folder), ['m'])
})

test.serial('the help names every command and option', async t => {
  const {code, stdout, stderr} = await runLivemode(['--help'], {folder: await newFolder(t)})
  t.deepEqual({code, stderr}, {code: 0, stderr: ''})
  t.is(
    stdout,
    `livemode: upgrades this machine in place, from a live image

Usage: livemode <command> [options]

Commands:
  check     reads configuration and machine, prints what speaks against the upgrade
  host      reads this machine and prints it as JSON, without secrets
  plan      prints everything that build and install would do, and does nothing
  build     builds kernel, initramfs and live image into --out, for every machine
  resolve   decides what the upgrade does to the packages of this machine, or of --host
  download  downloads the packages of the upgrade that was resolved into --out
  install   puts the artifacts in their places here, and boots the live image next, once
  rollback  takes this machine back to what it was before its upgrade, at the next boot; asks once
  commit    lets go of what "rollback" needs: the snapshot, and the live image with its entry
  remove    takes boot entry, boot files, image and snapshot away from this machine again
  start     ends this system and goes to the live image, where no boot loader does (kexec); asks once
  status    tells what is installed, whether it is booted next, and how the last upgrade ended
  upgrade   does all of it on this machine: check, build, resolve, download, install; asks once

Options:
  --config PATH  the configuration, a file or a folder of *.yaml or *.yml
                 (default: /etc/livemode/livemode.yaml, /etc/leapp/actor.d/livemode.yaml and
                 /etc/leapp/actor_conf.d/*.yaml or *.yml)
  --host FILE    a machine described by "livemode host" (default: this machine; build needs none);
                 check: several of them, or a folder, for one table
  --facts FILE   host: write the machine with what decides about its packages, for --host
  --target ID    the release to upgrade to: debian-12, debian-13, el-9 (default: debian-13)
  --out DIR      where the artifacts go (default: out)
  --loader ID    the boot loader: grub, grubby, systemd-boot, kexec (default: what is
                 found, or kexec where that cannot be told to boot something once)
  --engine ID    what upgrades the machine: apt, dnf, leapp, probe
                 (default: leapp where Leapp has prepared the upgrade, else the target's own)
  --from PLACE   install: take the artifacts from a folder, or the http or https URL of one, into --out
  --ca FILE      install: certificates that the server of --from may have, besides the system's
  --trust FILE   install, upgrade: a public key of OpenPGP that has to have signed the manifest; again for others
                 (always: those of /etc/livemode/trusted.d/*.{asc,gpg,pgp})
  --sign KEY     build, upgrade: sign the manifest with this key of gpg's keyring, into manifest.json.asc
  --refresh      build: make every layer anew, with the packages that the mirror has now
  --yes          upgrade, start, rollback: answer its question beforehand
  --reboot       upgrade, rollback: reboot when all is in its place, in a minute; "shutdown -c" cancels that
  --at TIME      the time of that reboot: HH:MM, +MINUTES or now
  --json         print the result as JSON
  -h, --help     print this text

Executables in /etc/livemode/hooks.d/{before-reboot,before-change,after-change,first-boot} run at these moments,
as run-parts(8) runs them; the first two stop the upgrade with an exit code other than 0.

LEAPP_UNSUPPORTED=1 has to be set for what builds or changes something.
Exit codes: 0 done, 1 failed, 2 bad input or usage, 3 refused.
`,
  )
})
