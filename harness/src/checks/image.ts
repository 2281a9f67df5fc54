import {startDeadline} from '../deadline.ts'
import {limits} from '../limits.ts'
import {shellWord} from '../shell-word.ts'
import {ask, type Check, demand, demandEqual, logFolder} from './check.ts'

/**
 * Alters one byte of the image on the disk, where it holds a file that nothing uses: a driver of a graphics card, which is
 * compressed already, so that its bytes stand in the image as they are. Prints the file and the block.
 */
const alter = `
import {readFileSync, openSync, writeSync, fsyncSync, globSync} from 'node:fs'
const image = readFileSync('/run/initramfs/livemode/image', 'utf8').trim()
const [driver] = globSync('/usr/lib/modules/*/kernel/drivers/gpu/drm/amd/amdgpu/amdgpu.ko*')
const bytes = readFileSync(driver).subarray(400_000, 400_064)
const place = readFileSync(image).indexOf(bytes)
if (place < 0) throw new Error(driver + ' does not stand in ' + image)
const file = openSync(image, 'r+')
writeSync(file, Buffer.of(bytes[0] ^ 1), 0, 1, place)
fsyncSync(file)
console.log(driver, place - place % 4096)
`

/** The image is checked while it is used: what is altered under a running system is not read, and upgrades nothing. */
export const imageAltered = {
  description:
    'a block of the image that is altered while it is used is not read, nor upgraded from',
  run: async subject => {
    const {machine} = subject
    const node = '/usr/lib/livemode/node --input-type=module --eval'
    const [driver = '', place = ''] = (await ask(subject, `${node} ${shellWord(alter)}`)).split(' ')
    // What the kernel says of it on a console is a failed boot elsewhere.
    await ask(subject, 'dmesg --console-off && echo 3 >/proc/sys/vm/drop_caches')
    const read = await machine.run(
      `cat ${driver} >/dev/null`,
      startDeadline(limits.question, 'the altered file'),
    )
    demand(read.code !== 0, `${driver} can be read although its block has been altered`)
    const kernel = await ask(
      subject,
      'dmesg | grep "device-mapper: verity: .*is corrupted" | tail -n 1',
    )
    const {code} = await machine.run('upgrade 2>&1', startDeadline(limits.upgrade, 'upgrade'))
    demandEqual('the exit code of upgrade', {found: `${code}`, expected: '1'})
    const reason = `the live image is not the one that was installed: Verification failed at position ${place}.`
    demandEqual('the reason', {
      found: await ask(subject, `cat ${logFolder}/upgrade-failed`),
      expected: reason,
    })
    return [
      `${driver}: ${read.stderr.trim()}`,
      `the kernel says: ${kernel}`,
      `upgrade changes nothing: ${reason}`,
    ]
  },
} satisfies Check
