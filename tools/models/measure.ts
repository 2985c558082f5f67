/**
 * One model, measured in a process of its own, so that its memory is its own: `node tools/models/measure.ts FOLDER NAME`
 * prints what came of it as JSON (with `times` as third word: without looking for optima). The engine is warm, as in a running server; the model itself is new to it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { models as demoModels } from '../../demo/models/index.ts'
import { type CompiledModel, compile, startSession } from '../../engines/configurator/index.ts'
import type { Expected } from './expected.ts'
import { compareOptima } from './optima.ts'
import { readModel } from './read-model.ts'
import { replay, type Times } from './replay.ts'

export type Measured = {
  status: 'passed' | 'failed' | 'skipped'
  /** Why it failed or was left out. */
  problems: string[]
  variables: number
  constraints: number
  features: number
  bytes: number
  readMs: number
  compileMs: number
  times: Times
  optima: { proven: number; of: number }
  /** The most memory the process had, in MB. */
  memoryMb: number
}

const nothing: Measured = {
  status: 'failed',
  problems: [],
  variables: 0,
  constraints: 0,
  features: 0,
  bytes: 0,
  readMs: 0,
  compileMs: 0,
  times: { decide: [], explain: [], repair: [], start: [] },
  optima: { proven: 0, of: 0 },
  memoryMb: 0,
}

export function measure(folder: string, name: string, checkOptima = true): Measured {
  const expected = JSON.parse(readFileSync(join(folder, 'expected', `${name}.json`), 'utf8')) as Expected
  const file = join(folder, expected.model)
  if (!existsSync(file)) return { ...nothing, status: 'skipped', problems: [`${expected.model} is missing`] }
  warmUp()
  const { model, readMs, features, bytes } = readModel(file)
  const start = performance.now()
  const result = compile(model)
  const measured: Measured = {
    ...nothing,
    variables: model.variables.length,
    constraints: model.constraints?.length ?? 0,
    features: features.length,
    bytes,
    readMs,
    compileMs: performance.now() - start,
  }
  if (!result.ok) {
    const isContradiction = result.issues.some((i) => i.code === 'model.contradiction')
    if (!expected.sat && isContradiction) return { ...measured, status: 'passed' }
    return { ...measured, problems: result.issues.map((i) => `${i.path}: ${i.message}`) }
  }
  if (!expected.sat) return { ...measured, problems: ['has a solution, though none was expected'] }
  const { times, mismatches } = replay(result.compiled, features, expected)
  const memoryMb = process.resourceUsage().maxRSS / 1000
  const optima = checkOptima ? compareOptima(result.compiled, features, expected, folder) : null
  const problems = [...mismatches, ...(optima?.mismatches ?? [])]
  const status = problems.length === 0 ? 'passed' : 'failed'
  return { ...measured, status, problems, times, memoryMb, optima: optima ?? nothing.optima }
}

/** Runs the engine on other models for a moment, so that what is measured is not how Node starts. */
export function warmUp(): void {
  for (let round = 0; round < 3; round++) {
    for (const model of demoModels.slice(0, 4)) {
      const result = compile(model)
      if (result.ok) clickThrough(result.compiled)
    }
  }
}

function clickThrough(compiled: CompiledModel): void {
  const session = startSession(compiled)
  for (const domain of session.domains()) {
    if (domain.kind !== 'choice') continue
    for (const { value } of domain.values) {
      const wanted = { variable: domain.variable, value }
      if (session.decide(wanted).ok) continue
      session.explain(wanted)
      session.repair(wanted)
    }
  }
}

if (import.meta.main) {
  const [folder, name, what] = process.argv.slice(2) as [string, string, string | undefined]
  let measured: Measured
  try {
    measured = measure(folder, name, what !== 'times')
  } catch (error) {
    measured = {
      ...nothing,
      problems: [error instanceof Error ? `${error.name}: ${error.message}` : String(error)],
    }
  }
  process.stdout.write(JSON.stringify(measured))
}
