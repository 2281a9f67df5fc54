import {existsSync} from 'node:fs'
import {places} from '../../tables/places.ts'
import type {LiveSystem} from '../live-system.ts'
import {openDrawing, readProgress} from './console.ts'
import {renderLine} from './line.ts'
import type {Progress} from './progress.ts'
import {terminalCodes} from './terminal.ts'

/**
 * Shows how far the upgrade has come until it has ended, wherever somebody has logged in: on a terminal as the first
 * console does, else a line now and then. Who interrupts it interrupts nothing else. Gives the exit code.
 */
export async function watchUpgrade(live: LiveSystem): Promise<number> {
  const {signal, stop} = interruption()
  try {
    const progress = process.stdout.isTTY
      ? await watchOnTerminal(live, signal)
      : await watchByLines(live, signal)
    return ['success', 'rolled-back'].includes(progress?.result ?? '') ? 0 : 1
  } finally {
    stop()
  }
}

async function watchOnTerminal(
  live: LiveSystem,
  signal: AbortSignal,
): Promise<Progress | undefined> {
  const {enter, leave, hideCursor, showCursor} = terminalCodes
  process.stdout.write(`${enter}${hideCursor}`)
  try {
    const draw = openDrawing(live)
    while (!signal.aborted && !hasEnded(live)) {
      draw()
      await live.wait(1, signal)
    }
  } finally {
    process.stdout.write(`${showCursor}${leave}`)
  }
  return sayLast(live, signal)
}

/** How long nothing is said where nothing happens, in seconds. */
const longestSilence = 60

async function watchByLines(live: LiveSystem, signal: AbortSignal): Promise<Progress | undefined> {
  let said = {step: '', seconds: Number.NEGATIVE_INFINITY}
  while (!signal.aborted && !hasEnded(live)) {
    const progress = readProgress(live)
    const step = `${progress?.phase} ${Math.floor((progress?.percent ?? 0) / 5)}`
    if (step !== said.step || live.seconds() - said.seconds >= longestSilence) {
      said = {step, seconds: live.seconds()}
      live.say(progress === undefined ? 'the upgrade has not begun' : renderLine(progress))
    }
    await live.wait(1, signal)
  }
  return sayLast(live, signal)
}

function sayLast(live: LiveSystem, {aborted}: AbortSignal): Progress | undefined {
  const progress = readProgress(live)
  if (progress && progress.result !== 'running') live.say(renderLine(progress))
  else if (aborted) live.say('the upgrade goes on without being watched')
  else if (progress) live.say('the upgrade has died: its log says more')
  else live.say('nothing is upgraded: the log says why')
  return progress
}

/** Whether it has come to an end, or whoever ran it has. */
function hasEnded(live: LiveSystem): boolean {
  const progress = readProgress(live)
  return (progress && progress.result !== 'running') || existsSync(live.path(places.ended))
}

function interruption() {
  const controller = new AbortController()
  const interrupt = () => controller.abort()
  process.on('SIGINT', interrupt)
  return {signal: controller.signal, stop: () => process.off('SIGINT', interrupt)}
}
