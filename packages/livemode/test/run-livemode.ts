import {execFile} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fixturePath} from '@livemode/fixtures'
import type {ExecutionContext} from 'ava'

export const mainFile = join(import.meta.dirname, '../src/main.ts')

/** The options that name a machine in order, so that it is not the one that runs the test. */
export const host = ['--host', fixturePath('hosts/debian-12-ext4.json')] as const

/** An address where no container engine answers. */
export const noEngine = {DOCKER_HOST: 'unix:///nonexistent/docker.sock'}

export const enabled = {LEAPP_UNSUPPORTED: '1'}

/** What a command gets that nobody interrupts. */
export const unhurried = {environment: {}, signal: new AbortController().signal}

export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const {PATH, NODE_COMPILE_CACHE} = process.env
const inherited = {PATH, ...(NODE_COMPILE_CACHE && {NODE_COMPILE_CACHE})}

/** Runs the command in a folder; its environment is what is given and nothing else. */
export function runLivemode(
  argv: readonly string[],
  {folder, ...environment}: {folder: string; [name: string]: string},
): Promise<Run> {
  const options = {cwd: folder, env: {...inherited, ...environment}, maxBuffer: 1 << 26}
  return new Promise(resolve => {
    const {execPath} = process
    const child = execFile(execPath, [mainFile, ...argv], options, (_error, stdout, stderr) => {
      resolve({code: child.exitCode ?? -1, stdout, stderr})
    })
  })
}

/** A folder of its own, gone after the test. */
export async function newFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'livemode-command-'))
  t.teardown(() => rm(folder, {recursive: true, force: true}))
  return folder
}
