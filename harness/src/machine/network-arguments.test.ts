// A machine has the networks that it is given, closed to the outside, and without any it has no card.
import test from 'ava'
import {renderNetworks} from './network-arguments.ts'

test('no network, no card', t => {
  t.deepEqual(renderNetworks([]), ['-nic', 'none'])
})

test('each network has a card of its own, always with the same address', t => {
  t.is(
    renderNetworks([{subnet: '10.0.2.0/24', sshPort: 2222}, {subnet: '10.0.3.0/24'}]).join(' '),
    [
      '-netdev user,id=net0,net=10.0.2.0/24,restrict=on,hostfwd=tcp:127.0.0.1:2222-:22',
      '-device virtio-net-pci,netdev=net0,mac=52:54:00:00:00:01,romfile=',
      '-netdev user,id=net1,net=10.0.3.0/24,restrict=on',
      '-device virtio-net-pci,netdev=net1,mac=52:54:00:00:00:02,romfile=',
    ].join(' '),
  )
})

test('a Tang server answers at its address', t => {
  t.is(
    renderNetworks([{subnet: '10.0.2.0/24', tangServer: '10.0.2.100'}])
      .slice(0, 2)
      .join(' '),
    "-netdev user,id=net0,net=10.0.2.0/24,restrict=on,guestfwd=tcp:10.0.2.100:80-cmd:sh -c 'exec /usr/libexec/tangd /tang 2>/dev/null'",
  )
})

test('an iSCSI target answers at its address, and not where it is away', t => {
  const of = (iscsiTarget?: string) => renderNetworks([{subnet: '10.0.2.0/24', iscsiTarget}])[1]
  t.is(
    of('10.0.2.100'),
    'user,id=net0,net=10.0.2.0/24,restrict=on,guestfwd=tcp:10.0.2.100:3260-cmd:socat - TCP:127.0.0.1:3260',
  )
  t.is(of(), 'user,id=net0,net=10.0.2.0/24,restrict=on')
})
