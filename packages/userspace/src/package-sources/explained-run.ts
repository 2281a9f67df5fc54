import type {Container, ExecOptions, ExecResult} from '@livemode/container'
import {explainFailure, type FoundReason} from './failure.ts'
import {type Access, hidingSecrets} from './package-sources.ts'

interface Explained {
  readonly container: Container
  readonly access: Access
  readonly options: ExecOptions
  /** What the program has in its environment, unless the options say otherwise. */
  readonly environment: Readonly<Record<string, string>>
  /** Has a line name what the configuration names. */
  readonly asConfigured: (line: string) => string
  /** Finds in what it has said why it has failed. */
  readonly findReason: (lines: readonly string[]) => FoundReason | undefined
}

/** Runs a program of a package manager whose failure has its reason in what it says; no line has a secret in it. */
export async function runExplained(
  argv: readonly string[],
  {container, access, options, environment, asConfigured, findReason}: Explained,
): Promise<ExecResult> {
  const hide = hidingSecrets(access)
  const readable = (line: string) => hide(asConfigured(line))
  const lines: string[] = []
  try {
    return await container.exec(argv, {
      ...options,
      environment: {
        ...(access.noProxy === null ? {} : {no_proxy: access.noProxy}),
        ...environment,
        ...options.environment,
      },
      onLine: line => {
        const shown = readable(line)
        lines.push(shown)
        options.onLine?.(shown)
      },
    })
  } catch (error) {
    throw explainFailure({error, readable}, () => findReason(lines))
  }
}
