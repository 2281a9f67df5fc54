import type {RpmPackage} from './package.ts'
import {moduleBuild} from './tables/module.ts'
import type {Release} from './tables/releases.ts'

/** The metadata of the module and of its default stream: see modulemd's "v2" and "defaults v1" documents. */
export function renderModules({stream}: Release, packages: readonly RpmPackage[]): string {
  const artifacts = packages
    .filter(({isModular}) => isModular)
    .map(
      rpm => `      - ${rpm.name}-${rpm.epoch}:${rpm.version}-${rpm.release}.${rpm.architecture}`,
    )
  return `---
document: modulemd
version: 2
data:
  name: nginx
  stream: "${stream}"
  version: ${moduleBuild.version}
  context: ${moduleBuild.context}
  arch: x86_64
  summary: nginx webserver
  description: nginx as a module with one stream
  license:
    module: [BSD]
  dependencies:
  - requires: {}
  profiles:
    common:
      rpms: [nginx]
  artifacts:
    rpms:
${artifacts.join('\n')}
...
---
document: modulemd-defaults
version: 1
data:
  module: nginx
  stream: "${stream}"
  profiles:
    "${stream}": [common]
...
`
}
