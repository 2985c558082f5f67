import { configDefaults, defineConfig } from 'vitest/config'

const exclude = [...configDefaults.exclude, 'e2e/**', 'web/dist/**']

export default defineConfig({
  test: {
    reporters: ['default'],
    // Files share what is loaded, as modules of the product do in one node; each server test has a database of its own.
    isolate: false,
    testTimeout: 30_000, // properties, also on a busy machine
    projects: [
      {
        test: {
          name: 'pure',
          include: ['{engines,contract,web,cli,tools}/**/*.test.{ts,tsx}'],
          exclude,
        },
      },
      {
        test: {
          name: 'server',
          include: ['{server,demo}/**/*.test.ts'],
          exclude,
          globalSetup: ['server/platform/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
