import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {type Asking, readAnswer} from '../program.ts'
import {rpmFolders} from '../rpm/folders.ts'
import {readNetworkScripts} from './network.ts'
import {packagesQuery, parsePackages} from './packages.ts'
import {readRootLogin, sshdQuery} from './sshd.ts'
import {readVdoVolumes} from './storage.ts'
import {readSubscription} from './subscription.ts'

/** Reads what a machine with rpm has that an upgrade of Enterprise Linux depends on. Nothing in the result is secret. */
export async function readEnterpriseLinux(asking: Asking, {root = '/'}: {root?: string} = {}) {
  if (!rpmFolders.some(path => existsSync(join(root, path)))) return {}
  const packages = await readAnswer(['rpm', ...packagesQuery], asking)
  return {
    rootLogin: await readRootLogin(root, await readAnswer(['rpm', ...sshdQuery], asking)),
    rpmPackages: packages === null ? undefined : parsePackages(packages),
    subscription: await readSubscription(root),
    networkScripts: await readNetworkScripts(root),
    vdoVolumes: await readVdoVolumes(root),
  }
}
