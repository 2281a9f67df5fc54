// What units and scripts of the live system spell out is what the tables say.
import test from 'ava'
import {assets} from '../assets.ts'
import {kernelArguments, places, sourcePlaces} from '../tables/places.ts'

const names = assets.list('.').filter(name => !name.startsWith('dracut'))
const knownPlaces: readonly string[] = [
  ...Object.values(places),
  ...Object.values(sourcePlaces),
  ...['first-console', 'upgrade-asked'].map(name => `${places.library}/${name}`),
]
const knownArguments: readonly string[] = Object.values(kernelArguments)

const place = /\/(?:run\/livemode|usr\/lib\/livemode|run\/upgrade|etc\/livemode)[\w./-]*/g
const argument = /upgrade\.[a-z0-9.]+(?==)/g

test('they name places and arguments of the tables, and no others', t => {
  const spelled = (pattern: RegExp) =>
    names.flatMap(name => (assets.read(name).match(pattern) ?? []).map(text => ({name, text})))
  t.true(spelled(place).length > 8)
  t.deepEqual(
    spelled(place).filter(({text}) => !knownPlaces.includes(text)),
    [],
  )
  t.true(spelled(argument).length > 1)
  t.deepEqual(
    spelled(argument).filter(({text}) => !knownArguments.includes(text)),
    [],
  )
})
