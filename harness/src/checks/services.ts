import {ask, type Check, demandEqual, waitForAnswer} from './check.ts'

/** What `services.sh` has changed and put there, before the upgrade and after it. */
export const services = {
  description: 'services run as they are configured, and what they and users have is there',
  run: async subject => {
    const names = ['cron', 'nginx', 'postgresql@15-main', 'ssh']
    await waitForAnswer(subject, {
      command: `systemctl is-active ${names.join(' ')} | sort --unique`,
      isRight: answer => answer === 'active\n',
      what: `the services ${names.join(', ')}`,
    })
    await ask(subject, 'sha256sum --check --quiet /srv/kept/files')
    await ask(
      subject,
      "runuser -u postgres -- psql --cluster=15/main --command='COPY (SELECT n, text FROM kept ORDER BY n) TO STDOUT' | cmp - /srv/kept/table",
    )
    const page = await ask(
      subject,
      `bash -c 'exec 3<>/dev/tcp/127.0.0.1/80 && printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3 && tail --lines=1 <&3'`,
    )
    demandEqual('the web server’s page', {found: page, expected: 'what a web server shows'})
    demandEqual('the packages that are held', {
      found: await ask(subject, 'apt-mark showhold'),
      expected: 'tree',
    })
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is dpkg-query's.
    const held = await ask(subject, "dpkg-query --show --showformat='${Version}' tree")
    return [`${names.join(', ')} run with their configurations and data; tree is held at ${held}`]
  },
} satisfies Check
