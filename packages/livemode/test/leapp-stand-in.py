#!/usr/bin/python3
# A stand-in for Leapp, for tests: "leapp upgrade --resume" goes through the phases that Leapp has left to do, as its database
# tells them, writes the same checkpoints there, and notes what is around it. What it does to the system is next to nothing.
#
# /root/stand-in.json may have {"phase": NAME, "exit": CODE}, {"phase": NAME, "signal": NUMBER} or {"phase": NAME, "wait": SECONDS}:
# what happens in the middle of that phase.
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time

HOME = '/root/tmp_leapp_py3'
KERNEL = '5.14.0-1.el9.x86_64'
PHASES = (
    'InterimPreparation',
    'InitRamStart',
    'LateTests',
    'Preparation',
    'RPMUpgrade',
    'Applications',
    'ThirdPartyApplications',
    'Finalization',
    'FirstBoot',
)
LAST = ('RPMUpgrade', 'Finalization')


def read(path):
    with open(path) as file:
        return file.read()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as file:
        file.write(text)


class Progress:
    def __init__(self):
        self.database = sqlite3.connect('/var/lib/leapp/leapp.db')
        (self.context,) = self.database.execute(
            "SELECT context FROM execution WHERE kind = 'upgrade' ORDER BY id DESC LIMIT 1"
        ).fetchone()

    def last(self):
        (phase,) = self.database.execute(
            "SELECT phase FROM audit JOIN data_source ON data_source.id = data_source_id"
            " WHERE audit.context = ? AND event = 'checkpoint' ORDER BY audit.id DESC LIMIT 1",
            (self.context,),
        ).fetchone()
        return phase

    def note(self, actor, phase):
        source = self.database.execute(
            'INSERT INTO data_source (context, actor, phase) VALUES (?, ?, ?)', (self.context, actor, phase)
        ).lastrowid
        self.database.execute(
            "INSERT INTO audit (event, context, data_source_id) VALUES ('checkpoint', ?, ?)", (self.context, source)
        )
        self.database.commit()


def look_around():
    status = dict(line.split(':\t', 1) for line in read('/proc/self/status').splitlines())
    mounts = [line.split() for line in read('/proc/self/mountinfo').splitlines()]
    return {
        'argv': sys.argv,
        'cmdline': read('/proc/cmdline').strip(),
        'capabilities': status['CapEff'],
        'environment': dict(os.environ),
        'terminals': [os.isatty(number) for number in range(3)],
        'mounts': sorted({mount[4] for mount in mounts}),
        'devices': sorted(os.listdir('/dev')),
        'hostsys': sorted(os.listdir('/hostsys')),
        'init': read('/proc/1/comm').strip(),
        'os': read('/etc/os-release'),
        'resolves': os.path.lexists('/etc/resolv.conf'),
    }


def upgrade_packages():
    write('/etc/os-release', read('/etc/os-release').replace('8.0', '9.0'))
    write('/lib/modules/%s/vmlinuz' % KERNEL, 'kernel')
    write('/boot/vmlinuz-%s' % KERNEL, 'kernel')
    write('/boot/initramfs-%s.img' % KERNEL, 'initramfs')
    shutil.rmtree(HOME, ignore_errors=True)
    write('%s/leapp3' % HOME, read(__file__))


def finish():
    root = next(word for word in read('/proc/cmdline').split() if word.startswith('root='))
    menu = read('/boot/grub/grub.cfg')
    entry = "menuentry 'New' {\n\tlinux\t/vmlinuz-%s %s ro\n\tinitrd\t/initramfs-%s.img\n}\n" % (KERNEL, root, KERNEL)
    write('/boot/grub/grub.cfg', entry + menu)
    write('/etc/systemd/system/leapp_resume.service', '[Service]\nType=oneshot\nExecStart=%s/leapp3 upgrade --resume\n' % HOME)
    wants = '/etc/systemd/system/multi-user.target.wants'
    os.makedirs(wants, exist_ok=True)
    os.symlink('/etc/systemd/system/leapp_resume.service', '%s/leapp_resume.service' % wants)
    # Leapp has the machine rebooted here, which cannot be done from a container.
    if os.path.exists('/sbin/shutdown'):
        subprocess.run(['/sbin/shutdown', '-r', 'now'], check=False)


def main():
    if sys.argv[1:3] != ['upgrade', '--resume']:
        sys.exit('the stand-in only goes on')
    progress = Progress()
    last = progress.last()
    if last not in PHASES:
        sys.exit('Phase %s does not exist in the workflow' % last)
    fault = json.loads(read('/root/stand-in.json')) if os.path.exists('/root/stand-in.json') else {}
    for phase in PHASES[PHASES.index(last) + 1 :]:
        print('==> Processing phase `%s`' % phase, flush=True)
        progress.note('', phase + '.Before')
        write('/var/lib/leapp/stand-in/%s.json' % phase, json.dumps(look_around()))
        if fault.get('phase') == phase:
            time.sleep(fault.get('wait', 0))
            if 'signal' in fault:
                os.kill(os.getpid(), fault['signal'])
            if 'exit' in fault:
                sys.exit(fault['exit'])
        {'RPMUpgrade': upgrade_packages, 'Finalization': finish}.get(phase, lambda: None)()
        progress.note('stand_in', phase)
        progress.note('', phase + '.After')
        progress.note('', phase)
        if phase in LAST:
            return


main()
