import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { OutcomeReporter } from './tools/check/outcome-reporter.ts'

const exclude = [...configDefaults.exclude, 'e2e/**', 'web/dist/**']
const resultFile = process.env.TEST_RESULT // set by tools/test.ts

export default defineConfig({
  test: {
    reporters: ['default', ...(resultFile ? [new OutcomeReporter(resultFile)] : [])],
    // Files share what is loaded, as modules of the product do in one node; each server test has a database of its own.
    isolate: false,
    maxWorkers: Math.max(2, availableParallelism() - 1), // half of a server test is waiting for the database
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
          retry: resultFile ? 1 : 0, // what passes only then is named in the result
        },
      },
    ],
  },
})
