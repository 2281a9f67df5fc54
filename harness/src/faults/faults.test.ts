// Every fault leaves less of the live image than there was.
import test from 'ava'
import {faults} from './index.ts'

const whole = 531_144_705

for (const [id, {description, imageBytes}] of Object.entries(faults)) {
  test(id, t => {
    t.regex(description, /^[a-z].*[^.]$/)
    const bytes = imageBytes(whole) ?? 0
    t.true(Number.isInteger(bytes) && bytes >= 0 && bytes < whole)
  })
}
