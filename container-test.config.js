// AVA's configuration for the tests that start containers; the others are configured in package.json.
export default {
  extensions: ['ts'],
  files: ['src/**/*.container-test.ts'],
  // Both keep the machine to one container's work at a time.
  concurrency: 1,
  serial: true,
  // Without an image that is there already, a test makes it first.
  timeout: '10m',
}
