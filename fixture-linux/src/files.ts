import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {file, type PlannedFile} from '@livemode/config'
import type {ReleaseId} from './tables/releases.ts'

const folder = join(import.meta.dirname, '../files')

/** The text of a file of the recipe. */
export const readRecipeFile = (name: string): string => readFileSync(join(folder, name), 'utf8')

/** The scripts that do the work, as files of a container, in `/work/scripts`. */
export const scripts = (): readonly PlannedFile[] =>
  ['scripts', 'systems'].flatMap(part =>
    listFiles(join(folder, part)).map(([path, content]) =>
      file(`/work/scripts${path}`, content, '0755'),
    ),
  )

/** Our own files of a release's packages, for the folders that these are unpacked in. */
export const ownFiles = (id: ReleaseId): readonly PlannedFile[] =>
  ['both', id].flatMap(part =>
    listFiles(join(folder, part)).map(([path, content]) =>
      file(`/work/packages${path}`, content, content.startsWith('#!') ? '0755' : '0644'),
    ),
  )

/**
 * Everything that a release is made by, its own program too. What serves releases and installs systems from them is in `systems`:
 * that changes none.
 */
export const recipe = (): readonly string[] =>
  [folder, import.meta.dirname].flatMap(place =>
    listFiles(place)
      .filter(([path]) => !/test\.ts$|^\/systems\/|^\/index\.ts$/.test(path))
      .flat(),
  )

/** The files below a folder: place and text, in the order of their places. */
const listFiles = (place: string): readonly (readonly [string, string])[] =>
  readdirSync(place, {recursive: true, encoding: 'utf8'})
    .filter(name => statSync(join(place, name)).isFile())
    .toSorted()
    .map(name => [`/${name}`, readFileSync(join(place, name), 'utf8')])
