/** How a service's configuration is written, and where it begins. */
export interface ServiceConfiguration {
  /** What the service reads first; `*` stands for any name. */
  readonly main: readonly string[]
  /** What relative names in it are relative to. */
  readonly folder: string
  /** Names of other files of it, as patterns of glob(7). */
  readonly include: RegExp
  /** Names of folders whose files belong to it, where there is such a thing. */
  readonly includeFolder?: RegExp
  /** The names that are left out of such folders. */
  readonly ignored?: RegExp
  /** What begins a comment; see `mask.ts` for where it may begin. */
  readonly comment: RegExp
  /** Whether comments go from `/*` to its end, too. */
  readonly hasBlockComments?: boolean
  /** What ends a setting. */
  readonly end: 'line' | 'semicolon'
  /** The names of settings that take any text, whose values no checker looks at. */
  readonly freeText?: RegExp
  /** What stands in the place of a secret, where a checker wants it in a certain form. */
  readonly masked?: string
  /** The files that are private keys without being named: what the service reads by default. */
  readonly keys?: readonly string[]
}

const hash = /#/

/** The services whose configuration the target's own programs check, by the names of their packages' sources. */
export const serviceConfigurations = {
  openssh: {
    main: ['/etc/ssh/sshd_config'],
    folder: '/etc/ssh',
    include: /^[ \t]*include[ \t]*=?[ \t]*(.+)$/gim,
    comment: hash,
    end: 'line',
    freeText: /setenv|forcecommand/i,
    keys: ['rsa', 'ecdsa', 'ed25519'].map(type => `/etc/ssh/ssh_host_${type}_key`),
  },
  nginx: {
    main: ['/etc/nginx/nginx.conf'],
    folder: '/etc/nginx',
    include: /(?<=^|[;{}])[ \t]*include[ \t]+([^;\n]+);/gm,
    comment: hash,
    end: 'semicolon',
    freeText:
      /set|add_header|add_trailer|(?:proxy|grpc)_set_header|(?:fastcgi|uwsgi|scgi)_param|secure_link\w*|userid_\w+|env|sub_filter|return|auth_jwt\w*|perl_set|js_set|lua_\w+/,
  },
  dovecot: {
    main: ['/etc/dovecot/dovecot.conf'],
    folder: '/etc/dovecot',
    include: /^[ \t]*!include(?:_try)?[ \t]+(.+)$/gm,
    comment: hash,
    end: 'line',
  },
  'php-fpm': {
    main: ['/etc/php/*/fpm/php-fpm.conf'],
    folder: '/etc/php',
    include: /^[ \t]*include[ \t]*=[ \t]*(.+)$/gm,
    comment: /[;#]/,
    end: 'line',
    freeText: /env\[\w+\]/,
  },
  sudo: {
    main: ['/etc/sudoers'],
    folder: '/etc',
    include: /^[ \t]*[@#]include[ \t]+(.+)$/gm,
    includeFolder: /^[ \t]*[@#]includedir[ \t]+(.+)$/gm,
    ignored: /~$|\./,
    // A number behind it is a user, and two words are no comments at all.
    comment: /#(?!include(?:dir)?\s|\d)/,
    end: 'line',
  },
  bind: {
    main: ['/etc/bind/named.conf'],
    folder: '/etc/bind',
    include: /(?<=^|[;{}])[ \t]*include[ \t]+([^;\n]+);/gm,
    comment: /#|\/\//,
    hasBlockComments: true,
    end: 'semicolon',
    // named-checkconf decodes it.
    masked: Buffer.from('redacted').toString('base64'),
  },
} satisfies Record<string, ServiceConfiguration>

export type ServiceId = keyof typeof serviceConfigurations
