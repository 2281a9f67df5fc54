import type {ResolutionCheck} from './finding.ts'

export const sourceIsObserved: ResolutionCheck = ({evidence}) => {
  const {observations} = evidence
  if (observations === undefined) {
    return [
      {
        id: 'source-not-observed',
        severity: 'warning',
        sentence:
          'the description of the machine does not say what its services are configured with, nor what else was seen on it: none of that was checked',
        remedy: 'describe it anew on the machine, with "livemode host --facts FILE"',
      },
    ]
  }
  if (observations.immutableFiles !== null) return []
  return [
    {
      id: 'source-not-observed',
      severity: 'warning',
      sentence: 'there is no lsattr on the machine: whether files are immutable was not checked',
      remedy: 'install e2fsprogs, and describe the machine anew',
    },
  ]
}

export const policyIsKnown: ResolutionCheck = ({evidence}) =>
  evidence.observations?.hasPolicyRcD === true
    ? [
        {
          id: 'policy-rc.d',
          severity: 'warning',
          sentence:
            '/usr/sbin/policy-rc.d says which services may be started: it is put aside during the upgrade, and put back after it',
          remedy:
            'find out whether it is still wanted: with it services may not start when they are upgraded',
        },
      ]
    : []
