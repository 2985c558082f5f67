/** npm run models -- FOLDER: every model of a folder with expected answers, through the engine. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '../../engines/configurator/index.ts'
import type { Expected } from './expected.ts'
import { readModel } from './read-model.ts'
import { replay } from './replay.ts'

const [folder, only] = process.argv.slice(2)
if (!folder || !existsSync(join(folder, 'expected'))) {
  console.error('usage: npm run models -- FOLDER, where FOLDER has models and an expected/ folder')
  process.exit(2)
}

const counts = { passed: 0, failed: 0, skipped: 0 }
console.log(
  columns([
    'model',
    'vars',
    'rules',
    'read',
    'compile',
    'decide p50/p95/max',
    'explain p95',
    'repair p95',
    'MB',
    '',
  ]),
)
for (const name of readdirSync(join(folder, 'expected')).sort()) {
  if (!name.endsWith('.json') || (only && !name.includes(only))) continue
  const expected = JSON.parse(readFileSync(join(folder, 'expected', name), 'utf8')) as Expected
  const file = join(folder, expected.model)
  if (!existsSync(file)) {
    counts.skipped++
    console.log(`${name}: skipped, ${expected.model} is missing`)
    continue
  }
  try {
    counts[runModel(name.replace('.json', ''), file, expected)]++
  } catch (error) {
    counts.failed++
    console.log(`${name}: failed, ${error instanceof Error ? error.stack : error}`)
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed > 0 ? 1 : 0)

function runModel(name: string, file: string, expected: Expected): 'passed' | 'failed' {
  const { model, readMs, features } = readModel(file)
  const start = performance.now()
  const result = compile(model)
  const compileMs = performance.now() - start
  if (!result.ok) {
    if (!expected.sat && result.issues.some((i) => i.code === 'model.contradiction')) return 'passed'
    throw new Error(result.issues.map((i) => `${i.path}: ${i.message}`).join('; '))
  }
  if (!expected.sat) throw new Error('has a solution, though none was expected')
  const { times, mismatches } = replay(result.compiled, features, expected)
  const ms = (x: number) => x.toFixed(x < 10 ? 2 : 0)
  const p = (list: number[], q: number) => ms(quantile(list, q))
  console.log(
    columns([
      name,
      String(model.variables.length),
      String(model.constraints?.length ?? 0),
      ms(readMs),
      ms(compileMs),
      `${p(times.decide, 0.5)} / ${p(times.decide, 0.95)} / ${p(times.decide, 1)}`,
      p(times.explain, 0.95),
      p(times.repair, 0.95),
      String(Math.round(process.memoryUsage().rss / 1e6)),
      mismatches.length === 0 ? 'passed' : 'FAILED',
    ]),
  )
  for (const m of mismatches.slice(0, 5)) console.log(`  ${m}`)
  if (mismatches.length > 5) console.log(`  … and ${mismatches.length - 5} more`)
  return mismatches.length === 0 ? 'passed' : 'failed'
}

function quantile(list: number[], q: number): number {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
}

function columns(cells: string[]): string {
  const widths = [20, 6, 6, 6, 8, 22, 12, 11, 5, 0]
  return cells.map((c, i) => (i === 0 ? c.padEnd(widths[i]!) : c.padStart(widths[i]!))).join(' ')
}
