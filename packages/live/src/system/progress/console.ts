import {statSync} from 'node:fs'
import {places} from '../../tables/places.ts'
import type {LiveSystem} from '../live-system.ts'
import {type LogTail, openLogTail} from './log-tail.ts'
import {type Progress, parseProgress} from './progress.ts'
import {renderScreen} from './screen.ts'
import {renderFrame, terminalCodes} from './terminal.ts'

/** Draws on the terminal how far the upgrade has come, until it is stopped: for the first console. */
export async function showConsole(live: LiveSystem): Promise<number> {
  process.stdout.write(terminalCodes.hideCursor)
  const draw = openDrawing(live)
  for (;;) {
    draw()
    await live.wait(1)
  }
}

/** Draws on the terminal what there is to see, each time that it is called and something has changed. */
export function openDrawing(live: LiveSystem): () => void {
  const log = openLogTail(live.path(places.logLink))
  let last = ''
  let seen = ''
  return () => {
    // The first console is nobody's terminal: no signal says that its size has changed.
    process.emit('SIGWINCH', 'SIGWINCH')
    const {columns = 80, rows = 25} = process.stdout
    // Without a compiler, and emulated besides, drawing takes a good part of a processor.
    const now = [columns, rows, ...watched.map(path => stateOf(live.path(path)))].join()
    if (now === seen) return
    seen = now
    const frame = renderFrame(renderScreen(readShown(live, log), {columns, rows}), rows)
    if (frame === last) return
    last = frame
    process.stdout.write(frame)
  }
}

const watched = [places.progress, places.messages, places.logLink]

/** Differs when a file has changed, has been put in the place of another one, or has gone. */
function stateOf(path: string): string {
  try {
    const {ino, size, mtimeNs} = statSync(path, {bigint: true})
    return `${ino} ${size} ${mtimeNs}`
  } catch {
    return ''
  }
}

const readShown = (live: LiveSystem, log: LogTail) => ({
  progress: readProgress(live),
  messages: (live.readText(places.messages) ?? '').split('\n').filter(line => line !== ''),
  log: log.read(),
})

/** How far the upgrade has come; undefined before it has begun. */
export const readProgress = (live: LiveSystem): Progress | undefined =>
  parseProgress(live.readText(places.progress) ?? '')
