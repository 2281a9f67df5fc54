import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import {sshPort} from '../sources/networks.ts'
import {ask, type Check, demand, demandEqual, type Subject, waitForAnswer} from './check.ts'

const key = '/run/ssh-key'
const common = [
  '-o',
  'StrictHostKeyChecking=no',
  '-o',
  'UserKnownHostsFile=/dev/null',
  '-o',
  'LogLevel=INFO',
  '-o',
  'ConnectTimeout=60',
]
const address = ['-p', `${sshPort}`, 'root@127.0.0.1']

export const sshd = {
  description:
    'ssh opens the system with the key and with nothing else, also where root needs no password',
  run: async subject => {
    await waitForAnswer(subject, {
      command: 'systemctl is-active ssh.service',
      isRight: answer => answer.trim() === 'active',
      what: 'sshd',
    })
    await client(subject, [
      'sh',
      '-c',
      `umask 077; printf '%s' '${subject.sshKey.private}' >${key}`,
    ])
    await client(subject, ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', `${key}-other`])
    const {code, stdout, stderr} = await client(subject, [
      'ssh',
      ...common,
      '-o',
      'IdentitiesOnly=yes',
      '-i',
      key,
      ...address,
      'cat /usr/lib/livemode/build-id',
    ])
    demand(code === 0, `ssh with the key exited with code ${code}\n${stderr}`)
    demandEqual('the build id over ssh', {
      found: stdout.trim(),
      expected: subject.manifest.buildId,
    })

    for (const [what, options] of refused) {
      const attempt = await client(subject, ['ssh', ...common, ...options, ...address, 'true'])
      demand(
        attempt.code === 255 && attempt.stderr.includes('Permission denied (publickey).'),
        `ssh ${what} exited with code ${attempt.code}\n${attempt.stderr}`,
      )
    }
    await ask(subject, 'test -z "$(find /run/rootfsbase -xdev -name "ssh_host_*_key")"')
    return [
      'an ssh client logs in with the key',
      `ssh is refused ${refused.map(([what]) => what).join(', ')}: only public keys are tried`,
      'the image holds no host key',
    ]
  },
} satisfies Check

const refused: readonly (readonly [string, readonly string[]])[] = [
  ['with another key', ['-o', 'BatchMode=yes', '-o', 'IdentitiesOnly=yes', '-i', `${key}-other`]],
  ['without a key', ['-o', 'BatchMode=yes', '-o', 'PubkeyAuthentication=no']],
  [
    'with an empty password',
    [
      '-o',
      'NumberOfPasswordPrompts=1',
      '-o',
      'PreferredAuthentications=none,password,keyboard-interactive',
    ],
  ],
]

export const ownHostKey = {
  description: "sshd answers with the source system's own host key",
  run: async subject => {
    const answered = await scanHostKey(subject)
    const own = await ask(subject, "cut -d ' ' -f 1,2 /sysroot/etc/ssh/ssh_host_ed25519_key.pub")
    demandEqual('the host key', {found: answered, expected: own})
    return [`sshd's host key is the source's own, ${own.slice(0, 40)}…`]
  },
} satisfies Check

export const freshHostKey = {
  description: 'sshd answers with a fresh host key where the source has none',
  run: async subject => {
    await ask(subject, '! ls /sysroot/etc/ssh/ssh_host_*_key')
    const answered = await scanHostKey(subject)
    demand(answered.startsWith('ssh-ed25519 '), `sshd has no host key of its own: ${answered}`)
    return [`the source has no host keys, sshd answers with a fresh one: ${answered.slice(0, 40)}…`]
  },
} satisfies Check

async function scanHostKey(subject: Subject): Promise<string> {
  const {stdout} = await client(subject, [
    'ssh-keyscan',
    '-T',
    '60',
    '-p',
    `${sshPort}`,
    '-t',
    'ed25519',
    '127.0.0.1',
  ])
  const keys = stdout.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  return keys.map(line => line.slice(line.indexOf(' ') + 1)).join('\n')
}

const client = ({machine}: Subject, argv: readonly string[]) =>
  machine.exec(argv, startDeadline(limits.question, argv.join(' ')))
