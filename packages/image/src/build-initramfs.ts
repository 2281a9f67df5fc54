import {LivemodeError} from '@livemode/config'
import {type Container, ensureLayer, packFiles, type Session} from '@livemode/container'
import type {Log, Userspace} from '@livemode/userspace'
import {withParents} from './contents.ts'
import {initramfsPath, kernelPath, kernelVersionToken} from './initramfs.ts'
import {planHmacCopy} from './kernel-hmac.ts'
import type {ImagePlan} from './plan.ts'

const modificationTime = new Date(0)

interface Request {
  readonly plan: ImagePlan
  readonly userspace: Userspace
  readonly log: Log
}

/**
 * Has the target's own dracut make the initramfs, in a container of the userspace. What comes of it
 * is kept as an image that holds kernel and initramfs in /boot; made once of the same userspace.
 */
export async function ensureInitramfs(session: Session, request: Request): Promise<void> {
  const {initramfs, bootContent} = request.plan
  const {argv, requiredModules, layer, files} = initramfs
  const {userspace, log} = request
  await ensureLayer(
    session,
    userspace.image,
    {reference: layer, layer: 'initramfs'},
    async made => {
      await made.putTar(await packFiles(withParents(files, new Set()), {modificationTime}), '/')
      await made.exec(
        argv.map(word => word.replace(kernelVersionToken, userspace.kernelVersion)),
        {onLine: log},
      )
      await checkModules(made, requiredModules)
      await made.exec(['cp', userspace.kernelPath, kernelPath])
      if (bootContent.kernel_hmac_path !== null) {
        await made.exec(planHmacCopy({from: userspace.kernelPath, to: kernelPath}))
      }
    },
  )
}

async function checkModules(
  container: Container,
  requiredModules: readonly string[],
): Promise<void> {
  const {stdout} = await container.exec(['lsinitrd', '--mod', initramfsPath])
  const modules = stdout.split('\n').map(line => line.trim())
  const missing = requiredModules.filter(name => !modules.includes(name))
  if (missing.length === 0) return
  throw new LivemodeError(
    'IMAGE_BROKEN',
    `the initramfs lacks the dracut module ${missing.join(' and ')}`,
    {hint: 'dracut leaves a module out when a program that it needs is not installed'},
  )
}
