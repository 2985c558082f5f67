import { configDefaults, defineConfig } from 'vitest/config'

const exclude = [...configDefaults.exclude, 'e2e/**', 'web/dist/**']

export default defineConfig({
  test: {
    reporters: ['default'],
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
          testTimeout: 20_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
