// Who would be shut out by the sshd of the target is told so; whoever has said what is wanted is not.
import type {Host} from '@livemode/host'
import {plain, testFindings} from '../../../test/enterprise-linux.ts'

type RootLogin = NonNullable<Host['rootLogin']>

const yes = {value: 'yes', counts: 'always'} as const
const usual: RootLogin = {
  settings: [yes],
  dropIns: [],
  isPackaged: true,
  hasPassword: true,
  hasKeys: false,
}
const withLogin = (changes: Partial<RootLogin>) => ({
  host: {...plain, rootLogin: {...usual, ...changes}},
})

const remedy =
  'say what is wanted, here with a password: mkdir -p /etc/ssh/sshd_config.d && echo PermitRootLogin yes >/etc/ssh/sshd_config.d/01-permitrootlogin.conf; or give root a key (ssh-copy-id), and say prohibit-password there'
const because =
  'root logs in by ssh with a password because nobody has changed /etc/ssh/sshd_config: that of Enterprise Linux 9 takes its place, and wants a key'
const shutOut = ['inhibitor root-login-by-password', `${because}, of which root has none`, remedy]

testFindings({
  'root with a password and no key': {given: withLogin({}), findings: [shutOut]},
  'root with a key besides': {
    given: withLogin({hasKeys: true}),
    findings: [['warning root-login-by-password', because, remedy]],
  },
  'root without a password': {given: withLogin({hasPassword: false}), findings: []},
  'a file that was changed stays': {given: withLogin({isPackaged: false}), findings: []},
  'a file that has no such setting': {given: withLogin({settings: []}), findings: []},
  'of two settings the first one counts': {
    given: withLogin({settings: [{value: 'no', counts: 'always'}, yes]}),
    findings: [],
  },
  'for some connections alone': {
    given: withLogin({settings: [{value: 'yes', counts: 'match'}]}),
    findings: [shutOut],
  },
  'a block for all connections wins': {
    given: withLogin({settings: [yes, {value: 'no', counts: 'match-all'}]}),
    findings: [],
  },
  'the new file reads that it is wanted': {given: withLogin({dropIns: [yes]}), findings: []},
  'the new file reads that it is not wanted': {
    given: withLogin({dropIns: [{value: 'prohibit-password', counts: 'always'}]}),
    findings: [],
  },
  'the new file reads that it is wanted for some connections': {
    given: withLogin({dropIns: [{value: 'yes', counts: 'match'}]}),
    findings: [],
  },
  'the new file reads that it is not for some': {
    given: withLogin({dropIns: [{value: 'no', counts: 'match'}]}),
    findings: [shutOut],
  },
})
