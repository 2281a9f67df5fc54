/** What to do, in the words of the settings that both package managers obey. */
export const hints = {
  auth: 'apt_auth names a file with them: "machine PROTOCOL://HOST:PORT login USER password PASSWORD"',
  certificates: 'ca_certificates names a file with the certificate of the authority',
  clientCertificate:
    'sslclientcert and sslclientkey name the certificate of those who may download; it may have expired, or be for other repositories',
  mirror: 'name a mirror that is kept up to date, or wait until it is',
  sync: 'if it is just being synced, try again in some minutes; a proxy may have an old copy',
} as const
