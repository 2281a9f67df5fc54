import type {Engine, Step} from '../../engines/engine.ts'
import {places} from '../../tables/places.ts'
import {writeLiveFile} from '../live-file.ts'
import type {LiveSystem} from '../live-system.ts'
import {saySerially} from '../serial-consoles.ts'
import {renderLine} from './line.ts'
import {minutesLeft, type Progress, renderProgress, wholePercent} from './progress.ts'

/** What shows how far the upgrade has come: screens by `places.progress`, serial consoles by a line now and then. */
export interface Display {
  readonly change: (names: Partial<Pick<Progress, 'source' | 'target'>>) => void
  /** Knows from here on what there is to do. */
  readonly plan: (phases: Engine['phases']) => void
  readonly beginPhase: (name: string) => void
  readonly progress: (step: Step) => void
  /** To be called now and then: a serial console shows that the machine is alive. */
  readonly tick: () => void
  readonly end: (end: Pick<Progress, 'result' | 'reason'>) => void
}

/** The whole is told in steps of so many percent, for a serial console is slow, and the log is read. */
const stepPercent = 5

/** A serial console is never silent for longer, in seconds. */
const longestSilence = 60

/** Opens what shows a run; `say` gets a line for the log at each step of a phase. */
export function openDisplay(
  live: LiveSystem,
  {say, ...names}: Pick<Progress, 'source' | 'target'> & {readonly say: (line: string) => void},
): Display {
  let phases: readonly Engine['phases'][number][] = []
  let shown: Progress = {...begun, ...names}
  let first: {readonly seconds: number; readonly percent: number} | undefined
  let said = {seconds: live.seconds(), whole: -1, phase: -1}

  const show = (change: Partial<Progress>) => {
    shown = {...shown, ...change}
    try {
      writeLiveFile(live, {path: places.progress, content: renderProgress(shown), mode: 0o644})
    } catch {
      // Nobody need see it for it to go on.
    }
  }
  const sayOnSerial = () => {
    said = {...said, seconds: live.seconds(), whole: Math.floor(shown.percent / stepPercent)}
    saySerially(live, renderLine(shown))
  }
  show({})
  return {
    change: show,
    plan(planned) {
      phases = planned
      show({of: phases.length})
    },
    beginPhase(phase) {
      first = undefined
      said = {...said, phase: -1}
      const place = phases.findIndex(({name}) => name === phase) + 1
      const percent = wholePercent(phases, {phase, percent: 0})
      show({phase, place, percent, about: '', minutesLeft: null})
      sayOnSerial()
    },
    progress({percent, about}) {
      const {phase} = shown
      const now = {seconds: live.seconds(), percent}
      first ??= now
      show({
        percent: wholePercent(phases, {phase, percent}),
        about,
        minutesLeft: minutesLeft(phases, {phase, from: first, to: now}),
      })
      const step = Math.floor(percent / stepPercent)
      if (step > said.phase) {
        said = {...said, phase: step}
        say(`${Math.floor(percent)} %: ${about}`)
      }
      if (Math.floor(shown.percent / stepPercent) > said.whole) sayOnSerial()
    },
    tick() {
      if (live.seconds() - said.seconds >= longestSilence) sayOnSerial()
    },
    end({result, reason}) {
      show({result, reason, minutesLeft: null, ...(result !== 'failure' && {percent: 100})})
      saySerially(live, renderLine(shown))
    },
  }
}

const begun: Progress = {
  source: '',
  target: '',
  phase: '',
  place: 0,
  of: 0,
  percent: 0,
  about: '',
  minutesLeft: null,
  result: 'running',
  reason: '',
}
