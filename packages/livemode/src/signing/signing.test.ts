// What gpgv says of real signatures: only one that is good, of a key that is in order, with a digest that is safe.
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {LivemodeError} from '@livemode/config'
import test from 'ava'
import {run, startGpg} from '../../test/gpg.ts'
import {findSigningKey, signFile} from './sign.ts'
import {readTrustedKeys} from './trust.ts'

test('signed by livemode, by RSA and by ECDSA, with armored keys and binary ones', async t => {
  const {environment, makeKey, file, exportKey, verify} = await startGpg(t)
  await makeKey('rsa', 'rsa3072')
  await makeKey('ecdsa')
  const keys = [await exportKey('rsa', '--armor'), await exportKey('ecdsa')]
  for (const name of ['rsa', 'ecdsa']) {
    const key = await findSigningKey(name, {environment})
    t.is(key.note, null)
    const signature = `${file}.asc`
    await signFile({file, signature, key}, {environment})
    t.regex(await readFile(signature, 'utf8'), /^-----BEGIN PGP SIGNATURE-----\n/)
    t.is(await verify(signature, keys), null)
    // The way that the README shows.
    await run('gpgv', ['--keyring', keys[1] ?? '', signature, file], {env: environment}).then(
      () => t.is(name, 'ecdsa'),
      () => t.is(name, 'rsa'),
    )
  }
})

test('whatever gpg.conf says, the signature is one that every gpg takes', async t => {
  const {folder, environment, gpg, makeKey, file, exportKey, verify} = await startGpg(t)
  await makeKey('good', 'rsa3072')
  const settings = ['textmode', 'digest-algo SHA1', 'default-sig-expire 1d']
  await writeFile(join(folder, 'gpg.conf'), settings.map(line => `${line}\n`).join(''))
  const key = await findSigningKey('good', {environment})
  const signature = `${file}.asc`
  await signFile({file, signature, key}, {environment})
  const packets = await gpg('--list-packets', signature)
  t.regex(packets, /^:signature packet: algo 1,/m)
  t.regex(packets, /^\tversion 4, .* sigclass 0x00$/m)
  t.regex(packets, /^\tdigest algo 10,/m)
  t.notRegex(packets, /expires/)
  t.is(await verify(signature, [await exportKey('good')]), null)
})

test('in FIPS mode, as far as the libgcrypt of this machine has one', async t => {
  const {environment, makeKey, file, exportKey, verify} = await startGpg(t)
  const isForced = {...environment, LIBGCRYPT_FORCE_FIPS_MODE: '1'}
  const {stdout} = await run('gpg', ['--version'], {env: environment})
  const [, minor = '0'] = /^libgcrypt 1\.(\d+)/m.exec(stdout) ?? []
  const everywhere = ['rsa3072', 'nistp256', 'nistp521']
  for (const kind of [...everywhere, 'secp256k1']) {
    await makeKey(kind, kind)
    const key = await findSigningKey(kind, {environment})
    t.is(key.note === null, everywhere.includes(kind), kind)
    const signature = `${file}.${kind}.asc`
    await signFile({file, signature, key}, {environment})
    const keys = [await exportKey(kind)]
    t.is(await verify(signature, keys), null, kind)
    // Older ones do not ask the environment.
    if (Number(minor) < 10) continue
    const said = await verify(signature, keys, isForced)
    t.is(said, key.note === null ? null : 'has a signature that cannot be verified', kind)
  }
})

test('a subkey is no better than its primary key', async t => {
  const {environment, gpg, makeKey} = await startGpg(t)
  await makeKey('mixed', 'ed25519')
  const listing = await gpg('--with-colons', '--list-keys', 'mixed')
  const [, fingerprint = ''] = /^fpr:*([0-9A-F]+):/m.exec(listing) ?? []
  await gpg('--quick-add-key', fingerprint, 'rsa3072', 'sign', 'never')
  const key = await findSigningKey('mixed', {environment})
  t.not(key.fingerprint, fingerprint)
  t.regex(key.note ?? '', /^note: Enterprise Linux in FIPS mode does not verify .* by ed25519;/)
})

test('what is refused, each with its reason', async t => {
  const {folder, environment, gpg, makeKey, file, exportKey, verify, sign} = await startGpg(t)
  await makeKey('good', 'rsa2048')
  await makeKey('other')
  const key = await exportKey('good')
  const other = await exportKey('other', '--armor')
  const good = await sign('good')
  t.is(await verify(good, [other]), 'is signed by a key that is not trusted here')
  t.is(await verify(good, [other, key]), null)
  t.is(await verify(file, [key]), 'is no OpenPGP signature')

  const sha1 = await sign('good', '--digest-algo', 'SHA1')
  t.is(await verify(sha1, [key]), 'has a signature with SHA-1, which is not safe any more')

  const then = ['--faked-system-time', '20250101T000000!']
  await gpg(...then, '--quick-gen-key', 'past <past@example.org>', 'nistp256', 'sign', '30d')
  const past = await sign('past', '--faked-system-time', '20250102T000000!')
  t.is(
    await verify(past, [await exportKey('past')]),
    'is signed by a key that has expired: past <past@example.org> (ID)',
  )
  const expired = await t.throwsAsync<LivemodeError>(findSigningKey('past', {environment}))
  t.is(expired?.message, '--sign past: the key has expired')

  await sign('good')
  const fingerprint = /^fpr:*([0-9A-F]+):/m.exec(
    await gpg('--with-colons', '--list-keys', 'good'),
  )?.[1]
  const revocation = await readFile(join(folder, `openpgp-revocs.d/${fingerprint}.rev`), 'utf8')
  await writeFile(join(folder, 'revocation'), revocation.replace(/^:/m, ''))
  await gpg('--import', join(folder, 'revocation'))
  t.is(
    await verify(good, [await exportKey('good')]),
    'is signed by a key that is revoked: good <good@example.org> (ID)',
  )
  const revoked = await t.throwsAsync<LivemodeError>(findSigningKey('good', {environment}))
  t.is(revoked?.message, '--sign good: the key is revoked')

  await writeFile(file, '{ }\n')
  t.is(await verify(good, [key]), 'is not what good <good@example.org> (ID) has signed')
})

test('a key that others cannot verify', async t => {
  const {environment, makeKey} = await startGpg(t)
  const missing = await t.throwsAsync<LivemodeError>(findSigningKey('nobody', {environment}))
  t.is(missing?.message, '--sign nobody: there is no secret key of that name')
  await makeKey('short', 'rsa1024')
  const short = await t.throwsAsync<LivemodeError>(findSigningKey('short', {environment}))
  t.is(
    short?.message,
    '--sign short: it is a key of RSA with 1024 bits, which is not safe any more',
  )
  await makeKey('brainpool', 'brainpoolP256r1')
  const brainpool = await t.throwsAsync<LivemodeError>(findSigningKey('brainpool', {environment}))
  t.is(
    brainpool?.message,
    '--sign brainpool: it is a key of another kind (brainpoolP256r1) than gpg of every Debian and Enterprise Linux can verify',
  )
  await makeKey('ed', 'ed25519')
  t.is(
    (await findSigningKey('ed', {environment})).note,
    'note: Enterprise Linux in FIPS mode does not verify signatures by ed25519; RSA with 3072 bits or nistp256 go everywhere',
  )
  const several = await t.throwsAsync<LivemodeError>(findSigningKey('example.org', {environment}))
  t.regex(
    several?.message ?? '',
    /^--sign example\.org: more than one secret key has that name: [0-9A-F]{40}(?:, [0-9A-F]{40}){2}$/,
  )
})

test('a folder of keys, and what is none', async t => {
  const {folder, makeKey, exportKey} = await startGpg(t)
  await makeKey('good')
  const file = await exportKey('good')
  const trusted = join(folder, 'trusted.d')
  await run('sh', [
    '-c',
    `mkdir ${trusted}; cp ${file} ${trusted}/a.gpg; echo x >${trusted}/README`,
  ])
  const found = await readTrustedKeys([], trusted)
  t.deepEqual(
    found.map(one => one.file),
    [`${trusted}/a.gpg`],
  )
  await writeFile(`${trusted}/b.asc`, 'nonsense')
  const error = await t.throwsAsync<LivemodeError>(readTrustedKeys([], trusted))
  t.is(error?.message, `${trusted}/b.asc: there is no public key of OpenPGP in it`)
  t.deepEqual(await readTrustedKeys([], `${trusted}/none`), [])
  await run('sh', [
    '-c',
    `rm ${trusted}/*; cp ${file} ${trusted}/company.pub; mkdir ${trusted}/old`,
  ])
  const other = await t.throwsAsync<LivemodeError>(readTrustedKeys([], trusted))
  t.is(
    other?.message,
    `${trusted}/company.pub: there is a key in it, and nothing would be verified by it`,
  )
})
