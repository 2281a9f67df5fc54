import {parseVariable, variablePath} from '@livemode/live'
import type {Question} from './loader.ts'

/** Asks for the text in a variable of the firmware. */
export const askVariable = (name: string): Question<string> => ({
  file: variablePath(name),
  parse: parseVariable,
})
