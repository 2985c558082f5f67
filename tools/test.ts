/** `npm test`: everything. Prints how many tests passed and failed, and ends with 1 if one failed. */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.ts'
import { checkAll, report, root } from './check/parts.ts'

type Count = { passed: number; failed: number }
const results = join(root, 'test-results')

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const counts = [await check(), unit(), browser()]
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

async function check(): Promise<Count> {
  const outcomes = await checkAll()
  report(outcomes)
  const ok = outcomes.filter((outcome) => outcome.ok).length
  return { passed: ok, failed: outcomes.length - ok }
}

/** Engines with their properties, modules over HTTP on PostgreSQL. */
function unit(): Count {
  const file = join(results, 'unit.json')
  const ok = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>
  // A file that cannot even be loaded has no tests to count.
  return { passed: numPassedTests ?? 0, failed: Math.max(numFailedTests ?? 0, ok ? 0 : 1) }
}

function browser(): Count {
  if (globSync('e2e/**/*.spec.ts', { cwd: root }).length === 0) return { passed: 0, failed: 0 }
  let path: string
  try {
    path = ensureBrowser()
  } catch (error) {
    console.error((error as Error).message)
    return { passed: 0, failed: 1 }
  }
  const ok = run('playwright', ['test'], { CHROMIUM_PATH: path })
  const file = join(results, 'browser.json')
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number }
  }
  if (stats.flaky > 0)
    console.log(`${stats.flaky} passed only when tried again; they are named above as flaky`)
  return { passed: stats.expected + stats.flaky, failed: Math.max(stats.unexpected, ok ? 0 : 1) }
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
