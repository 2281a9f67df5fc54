// Makes a fresh machine ready, says what it does, and then runs the script that it is given on the
// project's own Node. Plain JavaScript for the machine's Node: nothing is installed before it runs.
//
//   node scripts/set-up.js [SCRIPT [ARGUMENT …]]
import {spawn, spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, openSync, readFileSync, writeFileSync} from 'node:fs'
import {request} from 'node:http'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const binaries = join(root, 'node_modules/.bin')
const say = text => process.stderr.write(`set-up: ${text}\n`)

class SetUpError extends Error {}

let child
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // Passed on once, to the whole group: everybody below takes away what it started.
  process.on(signal, () => {
    if (!interrupted && child) process.kill(-child.pid, signal)
    interrupted = true
  })
}

async function main([script, ...scriptArguments]) {
  let daemon
  try {
    installSystemPackages()
    daemon = await startEngine()
    installNodePackages()
    if (interrupted) return 130
    if (script) return await run(script, scriptArguments)
    if (daemon) say(`dockerd is left running for you; to stop it: kill ${daemon.pid}`)
    daemon = undefined
    return 0
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    say(error.message)
    return 1
  } finally {
    if (daemon) await stop(daemon)
  }
}

/** Programs that are used beside the container engine, and the packages that have them. */
const programs = {mmdebstrap: 'mmdebstrap', gpg: 'gnupg', gpgv: 'gpgv', openssl: 'openssl'}

/** Installs what is missing where that can be done; else says what it is. */
function installSystemPackages() {
  const missing = []
  if (!hasEngineSocket() && !hasProgram('dockerd')) missing.push('docker.io', 'iptables')
  for (const [program, name] of Object.entries(programs)) {
    if (!hasProgram(program)) missing.push(name)
  }
  if (missing.length === 0) return
  if (!isDebian() || process.getuid() !== 0) {
    const how = isDebian()
      ? `as root: apt-get install ${missing.join(' ')}`
      : 'a container engine with a Docker-compatible socket (Docker, Podman); mmdebstrap only if no container registry can be reached'
    if (missing.includes('docker.io'))
      throw new SetUpError(`a container engine is missing. Install ${how}`)
    say(
      `not installed: ${missing.join(', ')} (mmdebstrap is needed only if no container registry can be reached, the others for signatures and by the tests)`,
    )
    return
  }
  say(`installing ${missing.join(', ')}`)
  const environment = {...process.env, DEBIAN_FRONTEND: 'noninteractive'}
  for (const argv of [
    ['update', '--quiet'],
    ['install', '--quiet', '--yes', '--no-install-recommends', ...missing],
  ]) {
    const {status, stderr} = spawnSync('apt-get', argv, {env: environment, encoding: 'utf8'})
    if (status !== 0) throw new SetUpError(`apt-get ${argv.join(' ')} failed:\n${stderr}`)
  }
}

/** Starts Docker's daemon if no engine answers; gives its process, to be stopped again. */
async function startEngine() {
  const addresses = engineAddresses()
  if (await anyAnswers(addresses)) return undefined
  const tried = addresses.join(' or ')
  if (process.env.DOCKER_HOST || process.getuid() !== 0 || !hasProgram('dockerd')) {
    throw new SetUpError(
      `no container engine answers at ${tried}: start Docker or Podman, or set DOCKER_HOST`,
    )
  }
  const log = join(tmpdir(), 'livemode-dockerd.log')
  say(`no container engine answers at ${tried}: starting dockerd (its log: ${log})`)
  const output = openSync(log, 'a')
  const daemon = spawn('dockerd', [], {detached: true, stdio: ['ignore', output, output]})
  daemon.unref()
  for (let attempt = 0; attempt < 60 && daemon.exitCode === null; attempt += 1) {
    if (await anyAnswers(addresses)) return daemon
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  daemon.kill()
  throw new SetUpError(`dockerd does not answer; see ${log}`)
}

async function stop(daemon) {
  daemon.ref()
  const ended = new Promise(resolve => daemon.once('exit', resolve))
  if (daemon.exitCode === null && daemon.signalCode === null) {
    daemon.kill('SIGTERM')
    await ended
  }
}

/** Installs the packages of package-lock.json unless those of exactly this file are there. */
function installNodePackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = join(root, 'node_modules/.set-up')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('installing the packages of package-lock.json (npm ci --ignore-scripts)')
  const {status, stderr, stdout} = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--loglevel=error'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new SetUpError(`npm ci failed:\n${stdout}${stderr}`)
  writeFileSync(stamp, lock)
}

function run(script, scriptArguments) {
  const path = `${binaries}${delimiter}${process.env.PATH}`
  child = spawn(join(binaries, 'node'), [script, ...scriptArguments], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {...process.env, PATH: path},
    detached: true,
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

// The same order as packages/container/src/address.ts, which cannot be imported before npm ci.
function engineAddresses() {
  const {DOCKER_HOST, XDG_RUNTIME_DIR} = process.env
  if (DOCKER_HOST) return [DOCKER_HOST]
  return [
    'unix:///var/run/docker.sock',
    ...(XDG_RUNTIME_DIR ? [`unix://${XDG_RUNTIME_DIR}/podman/podman.sock`] : []),
    'unix:///run/podman/podman.sock',
  ]
}

const hasEngineSocket = () =>
  engineAddresses().some(
    address => !address.startsWith('unix://') || existsSync(address.slice('unix://'.length)),
  )

async function anyAnswers(addresses) {
  for (const address of addresses) if (await answers(address)) return true
  return false
}

function answers(address) {
  const where = address.startsWith('unix://')
    ? {socketPath: address.slice('unix://'.length)}
    : {host: new URL(address).hostname, port: new URL(address).port || 2375}
  return new Promise(resolve => {
    const ping = request({...where, path: '/_ping', timeout: 5000}, response => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    ping.on('timeout', () => ping.destroy())
    ping.on('error', () => resolve(false))
    ping.end()
  })
}

const isDebian = () => existsSync('/etc/debian_version') && hasProgram('apt-get')

const hasProgram = name =>
  (process.env.PATH ?? '').split(delimiter).some(folder => existsSync(join(folder, name)))

process.exit(await main(process.argv.slice(2)))
