import { defineConfig } from '@playwright/test'
import { browserArguments } from './tools/browser.ts'

const port = Number(process.env.E2E_PORT ?? 4173)

/** Journeys through the running product, on an installation of their own. `tools/test.ts` finds the browser. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 180_000, // whole journeys, also on a busy machine
  retries: 1, // what passes only then is named in the result
  expect: { timeout: 20_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      args: browserArguments,
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    },
  },
  webServer: {
    command: 'node tools/serve-for-tests.ts',
    url: `http://localhost:${port}/readyz`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    // Identity providers of the tests are on this machine.
    env: { E2E_PORT: String(port), ALLOW_PRIVATE_HOSTS: '127.0.0.1' },
  },
})
