/** `npm test`: everything. Says at the end how many tests passed, and which failed; ends with 1 if one did. */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter'
import { ensureBrowser } from './browser.ts'
import type { Result } from './check/outcome-reporter.ts'
import { checkAll, report, root } from './check/parts.ts'

const results = join(root, 'test-results')

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const parts = [await check(), unit(), browser()]
const passed = parts.reduce((sum, part) => sum + part.passed, 0)
const failed = parts.flatMap((part) => part.failed)
const again = parts.flatMap((part) => part.again)
for (const name of again) console.log(`\npassed only when tried again: ${name}`)
for (const name of failed) console.log(`\nfailed: ${name}`)
console.log(`\n${passed} passed, ${failed.length} failed`)
process.exitCode = failed.length === 0 ? 0 : 1

async function check(): Promise<Result> {
  const outcomes = await checkAll()
  report(outcomes)
  const bad = outcomes.filter((outcome) => !outcome.ok)
  return { passed: outcomes.length - bad.length, failed: bad.map(({ name }) => name), again: [] }
}

/** Engines with their properties, modules over HTTP on PostgreSQL. */
function unit(): Result {
  const file = join(results, 'unit.json')
  const ok = run('vitest', ['run'], { TEST_RESULT: file })
  if (!existsSync(file)) return { passed: 0, failed: ['unit tests: they did not come to an end'], again: [] }
  return suspect(JSON.parse(readFileSync(file, 'utf8')) as Result, ok)
}

function browser(): Result {
  if (globSync('e2e/**/*.spec.ts', { cwd: root }).length === 0) return { passed: 0, failed: [], again: [] }
  let path: string
  try {
    path = ensureBrowser()
  } catch (error) {
    return { passed: 0, failed: [(error as Error).message], again: [] }
  }
  const ok = run('playwright', ['test'], { CHROMIUM_PATH: path })
  const file = join(results, 'browser.json')
  if (!existsSync(file))
    return { passed: 0, failed: ['browser tests: they did not come to an end'], again: [] }
  const { suites, errors, stats } = JSON.parse(readFileSync(file, 'utf8')) as JSONReport
  return suspect(
    {
      passed: stats.expected + stats.flaky,
      failed: [...named(suites, 'unexpected'), ...errors.map(({ message }) => message ?? 'browser tests')],
      again: named(suites, 'flaky'),
    },
    ok,
  )
}

function named(suites: readonly JSONReportSuite[], status: 'unexpected' | 'flaky'): string[] {
  return suites.flatMap((suite) => [
    ...suite.specs
      .filter((spec) => spec.tests.some((test) => test.status === status))
      .map((spec) => `e2e/${spec.file} › ${spec.title}`),
    ...named(suite.suites ?? [], status),
  ])
}

/** A run that ended badly without naming a test failed all the same. */
function suspect(result: Result, ok: boolean): Result {
  if (ok || result.failed.length > 0) return result
  return { ...result, failed: ['a run of tests ended badly; what it printed says why'] }
}

function run(name: string, args: string[], env: Record<string, string> = {}): boolean {
  const program = join(root, 'node_modules/.bin', name)
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASES: 'fresh', ...env },
  })
  return status === 0
}
