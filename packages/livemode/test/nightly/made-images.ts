import {describeImage, type Engine, layerLabel, removeImage} from '@livemode/container'

/** The names of an image and of all that livemode has made of it, those that others are made of first. */
export async function findMadeOf(engine: Engine, reference: string): Promise<readonly string[]> {
  const all = await engine.docker.listImages({filters: {label: [layerLabel]}})
  const images = await Promise.all(
    all
      .flatMap(({RepoTags}) => RepoTags ?? [])
      // One that has lost its name to a newer one.
      .filter(name => name !== '<none>:<none>')
      .map(async name => ({name, image: await describeImage(engine, name)})),
  )
  const found: string[] = [reference]
  const ids = new Set([(await describeImage(engine, reference))?.id])
  for (let more = true; more; ) {
    const next = images.filter(({image}) => image && ids.has(image.from) && !ids.has(image.id))
    for (const {image} of next) ids.add(image?.id)
    found.push(...next.map(({name}) => name))
    more = next.length > 0
  }
  return found
}

/** Takes them away. */
export async function removeMadeOf(engine: Engine, reference: string): Promise<void> {
  const names = await findMadeOf(engine, reference)
  for (const name of names.toReversed()) await removeImage(engine, name)
}
