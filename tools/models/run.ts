/**
 * `npm run models -- FOLDER [PART OF A NAME]`: every model of a folder that has expected answers (`expected/NAME.json`),
 * through the engine. Other model files must at least be readable. Ends with `N passed, M failed, K skipped`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '../../engines/configurator/index.ts'
import type { Expected } from './expected.ts'
import type { Measured } from './measure.ts'
import { milliseconds, quantile } from './quantile.ts'
import { modelName, readModel } from './read-model.ts'

const [folder, only = ''] = process.argv.slice(2)
if (!folder || !existsSync(join(folder, 'expected'))) {
  console.error(
    'usage: npm run models -- FOLDER [PART OF A NAME], where FOLDER has models and an expected/ folder',
  )
  process.exit(2)
}

const HEAD = [
  'model',
  'features',
  'rules',
  'read',
  'compile',
  'decide p50/p95/max',
  'explain p95',
  'repair p95',
  'optima',
  'MB',
  '',
]
const WIDTHS = [20, 8, 6, 6, 7, 20, 11, 10, 6, 5, 0]

const counts = { passed: 0, failed: 0, skipped: 0 }
console.log('Times in milliseconds; each model in a process of its own, the engine warm from other models.')
printRow(HEAD)
const names = readdirSync(join(folder, 'expected'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''))
  .sort()
const measuredFiles = new Set<string>()
for (const name of names.filter((n) => n.includes(only))) {
  const measured = measureApart(folder, name)
  measuredFiles.add(fileOf(folder, name))
  counts[measured.status]++
  printModel(name, measured)
}
for (const file of readdirSync(folder).sort()) {
  const name = modelName(file)
  if (name?.includes(only) && !measuredFiles.has(file)) tryOther(file, names.includes(name))
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed > 0 ? 1 : 0)

/** The model file that expected answers are for; nothing when they cannot be read. */
function fileOf(from: string, name: string): string {
  try {
    return (JSON.parse(readFileSync(join(from, 'expected', `${name}.json`), 'utf8')) as Expected).model
  } catch {
    return ''
  }
}

function measureApart(from: string, name: string): Measured {
  const script = join(import.meta.dirname, 'measure.ts')
  const { stdout, stderr } = spawnSync(process.execPath, [script, from, name], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  try {
    return JSON.parse(stdout) as Measured
  } catch {
    const reason =
      stderr
        .trim()
        .split('\n')
        .findLast((line) => /Error|memory/.test(line)) ?? 'the process ended early'
    return { status: 'failed', problems: [reason] } as Measured
  }
}

function printModel(name: string, m: Measured): void {
  if (m.times && m.times.decide.length > 0) {
    const p = (list: number[], q: number) => milliseconds(quantile(list, q))
    printRow([
      name,
      String(m.features),
      String(m.constraints),
      milliseconds(m.readMs),
      milliseconds(m.compileMs),
      `${p(m.times.decide, 0.5)} / ${p(m.times.decide, 0.95)} / ${p(m.times.decide, 1)}`,
      p(m.times.explain, 0.95),
      p(m.times.repair, 0.95),
      m.optima.of === 0 ? '' : `${m.optima.proven}/${m.optima.of}`,
      String(Math.round(m.memoryMb)),
      m.status,
    ])
  } else console.log(`${name}: ${m.status}`)
  for (const problem of m.problems.slice(0, 5)) console.log(`  ${problem}`)
  if (m.problems.length > 5) console.log(`  … and ${m.problems.length - 5} more`)
}

/** A model file that no expected answers name: another form of one that has them, or one without any. */
function tryOther(file: string, isKnown: boolean): void {
  try {
    const { model, features } = readModel(join(folder!, file))
    const result = compile(model)
    if (!result.ok) throw new Error(result.issues.map((i) => `${i.path}: ${i.message}`).join('; '))
    if (isKnown) return console.log(`${file}: also reads, ${features.length} features`)
    counts.skipped++
    console.log(`${file}: skipped, it has no expected answers`)
  } catch (error) {
    counts.failed++
    console.log(`${file}: failed, ${error instanceof Error ? error.message : error}`)
  }
}

function printRow(cells: string[]): void {
  console.log(cells.map((c, i) => (i === 0 ? c.padEnd(WIDTHS[i]!) : c.padStart(WIDTHS[i]!))).join(' '))
}
