import {load} from 'js-yaml'

/** Reads the YAML that other programs have written, of which nobody asks where things stand; undefined where it is none. */
export function readYaml(text: string): unknown {
  try {
    return load(text)
  } catch {
    return undefined
  }
}
