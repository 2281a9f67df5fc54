import {ask, type Check, demand, demandEqual} from './check.ts'

/** The live system of an Enterprise Linux is one: its own rpm knows what is in it, and its dnf answers. */
export const ownRpm = {
  description: 'the live system has the target’s own rpm and dnf, which know what it is made of',
  run: async subject => {
    const {target, packages} = subject.manifest
    const name = await ask(subject, '. /etc/os-release; echo "$PRETTY_NAME"')
    demandEqual('the name of the system', {found: name, expected: target.prettyName})
    const installed = await ask(subject, 'rpm --query --all | wc --lines')
    demandEqual('the number of its packages', {found: installed, expected: `${packages.length}`})
    const release = await ask(
      subject,
      "rpm --query --whatprovides system-release --queryformat '%{NAME} %{VERSION}\\n'",
    )
    const [version] = (await ask(subject, 'dnf --version')).split('\n')
    demand(/^\d+\./.test(version ?? ''), `dnf says of its version: ${version}`)
    return [`it is ${name} (${release}) with ${installed} packages, and dnf ${version}`]
  },
} satisfies Check
