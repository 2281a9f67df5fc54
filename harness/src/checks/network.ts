import {networkProfiles} from '../sources/networks.ts'
import {ask, type Check, demand, demandEqual, waitForAnswer} from './check.ts'

export const networkDown = {
  description: 'without NetworkManager and without ip= the network stays down',
  run: async subject => {
    const links = (await ask(subject, 'ip -brief link'))
      .split('\n')
      .filter(line => !line.startsWith('lo '))
    demand(links.length > 0, 'the machine has no network card')
    for (const link of links) demand(/ DOWN /.test(link), `a network card is up: ${link}`)
    const addresses = await ask(subject, 'ip -brief -family inet address show scope global')
    demandEqual('the addresses', {found: addresses, expected: ''})
    return [`${links.length} network card, which is down`]
  },
} satisfies Check

export const networkArguments = {
  description:
    'ip= of the kernel command line brings the network up, without NetworkManager in the live system',
  run: async subject => {
    const addresses = await ask(subject, 'ip -brief -family inet address show scope global')
    demand(/ 10\.0\.2\.15\/24/.test(addresses), `ip=dhcp has brought no address: ${addresses}`)
    const state = await ask(
      subject,
      'systemctl show --property=LoadState --value NetworkManager.service',
    )
    demandEqual('NetworkManager', {found: state, expected: 'masked'})
    return [`ip=dhcp: ${addresses.replace(/ +/g, ' ')}`]
  },
} satisfies Check

export const profiles = {
  description: "the source's keyfiles and ifcfg files, with their routes and rules, are active",
  run: async subject => {
    const command = 'nmcli --terse --fields NAME connection show --active | grep -v "^lo$" | sort'
    const expected = networkProfiles.names.toSorted().join('\n')
    await waitForAnswer(subject, {
      command,
      isRight: answer => answer.trim() === expected,
      what: `the active profiles ${networkProfiles.names.join(', ')}`,
    })
    const addresses = await ask(subject, 'ip -brief -family inet address show scope global')
    for (const address of networkProfiles.addresses) {
      demand(addresses.includes(` ${address}`), `no ${address} among the addresses\n${addresses}`)
    }
    const routes = await ask(subject, 'ip -family inet route show table all')
    for (const route of networkProfiles.routes) {
      demand(routes.includes(route), `no ${route} among the routes\n${routes}`)
    }
    const rules = await ask(subject, 'ip -family inet rule show')
    for (const rule of networkProfiles.rules) {
      demand(rules.includes(rule), `no ${rule} among the rules\n${rules}`)
    }
    return [
      `the source's profiles are active: ${networkProfiles.names.join(', ')}`,
      `with ${[...networkProfiles.addresses, ...networkProfiles.routes, ...networkProfiles.rules].join('; ')}`,
    ]
  },
} satisfies Check

export const interfaceNames = {
  description: 'network interfaces have the names that the source system gives them',
  run: async subject => {
    const {interfaceNames: names, addresses} = networkProfiles
    const found = await ask(subject, 'ip -brief -family inet address show scope global')
    for (const [index, name] of names.entries()) {
      const line = found.split('\n').find(one => one.startsWith(`${name} `)) ?? ''
      const address = addresses[index]
      demand(line.includes(` ${address}`), `${address} is not on ${name}:\n${found}`)
    }
    return [`interfaces have the source's names for them: ${names.join(', ')}`]
  },
} satisfies Check

export const networkWithoutProfiles = {
  description: 'a source without profiles gets its network by DHCP',
  run: async subject => {
    const what = 'an address by DHCP'
    const command = 'ip -brief -family inet address show scope global'
    const isRight = (answer: string) => / 10\.0\.2\.15\/24/.test(answer)
    const answer = await waitForAnswer(subject, {command, isRight, what})
    return [`no profiles, DHCP: ${answer.trim().replace(/ +/g, ' ')}`]
  },
} satisfies Check
