// Every package manager is complete, and installs everything that it is asked for in one run.
import test from 'ava'
import {type PackageManager, packageManagers} from './index.ts'

for (const [id, manager] of Object.entries<PackageManager>(packageManagers)) {
  test(`${id} keeps the contract`, t => {
    const packages = ['one', 'two']
    const steps = manager.install(packages)
    t.true(steps.every(([program]) => program !== undefined && /^[\w-]+$/.test(program)))
    const installing = steps.filter(argv => packages.every(name => argv.includes(name)))
    t.is(installing.length, 1, 'one program gets the packages, all of them')
    t.deepEqual(installing[0]?.slice(-2), packages)
    t.deepEqual(manager.install(packages), steps)

    t.regex(manager.list[0] ?? '', /^[\w-]+$/)
    t.regex(manager.kernelPath('6.12.1'), /^\/.*6\.12\.1/)
    t.true(manager.caches.length > 0)
    for (const folder of manager.caches) t.regex(folder, /^var\/[^/].*[^/]$/)
  })
}
