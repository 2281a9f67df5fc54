import {type Check, when} from './finding.ts'

/** Security updates come every few days; a month of them is worth a build. */
const mostDays = 30

/** What runs for the time of the upgrade has the faults that its packages had when it was built. */
export const imageIsRecent: Check = ({imageDays = 0}) =>
  when(imageDays > mostDays, () => ({
    id: 'image-old',
    severity: 'warning',
    sentence: `the packages of the live image are ${imageDays} days old, and lack the security updates since`,
    remedy: '"livemode build --refresh" makes it of the packages that the mirror has now',
  }))
