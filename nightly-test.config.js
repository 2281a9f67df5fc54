// AVA's configuration for the tests that take an hour, and that `npm run nightly` runs.
import containerTests from './container-test.config.js'

export default {
  ...containerTests,
  files: ['src/**/*.nightly-test.ts'],
  timeout: '60m',
}
