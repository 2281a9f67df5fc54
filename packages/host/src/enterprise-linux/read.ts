import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {type Asking, readAnswer} from '../program.ts'
import {readNetworkScripts} from './network.ts'
import {packagesQuery, parsePackages} from './packages.ts'
import {readRootLogin, sshdQuery} from './sshd.ts'
import {readVdoVolumes} from './storage.ts'
import {readSubscription} from './subscription.ts'

/** Where rpm's database may be. */
const databases = ['/var/lib/rpm', '/usr/lib/sysimage/rpm']

/** Reads what a machine with rpm has that an upgrade of Enterprise Linux depends on. Nothing in the result is secret. */
export async function readEnterpriseLinux(asking: Asking, {root = '/'}: {root?: string} = {}) {
  if (!databases.some(path => existsSync(join(root, path)))) return {}
  const packages = await readAnswer(['rpm', ...packagesQuery], asking)
  return {
    rootLogin: await readRootLogin(root, await readAnswer(['rpm', ...sshdQuery], asking)),
    rpmPackages: packages === null ? undefined : parsePackages(packages),
    subscription: await readSubscription(root),
    networkScripts: await readNetworkScripts(root),
    vdoVolumes: await readVdoVolumes(root),
  }
}
