/** The proven smallest sums of weights that lie beside a model, against what the engine finds and proves. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CompiledModel, startSession } from '../../engines/configurator/index.ts'
import { type Expected, expand } from './expected.ts'
import { decisionOf, type Feature } from './read-model.ts'

/** How far the engine may go for one of them; what it has not proven by then it must have bounded. */
const STEPS = 20_000

export type Optima = { proven: number; of: number; mismatches: string[] }

export function compareOptima(
  compiled: CompiledModel,
  features: Feature[],
  expected: Expected,
  folder: string,
): Optima {
  const outcome: Optima = { proven: 0, of: 0, mismatches: [] }
  for (const { objective, seq, after, min } of expected.cost?.optima ?? []) {
    const weightOf = weightsOf(objective, join(folder, expected.model))
    if (!weightOf) continue
    const session = startSession(compiled)
    for (const { d } of expected.sequences[seq]!.steps.slice(0, after))
      session.decide(decisionOf(features, d))
    const terms = expand(expected.features).map((id) => ({
      ...features[id - 1]!,
      amount: String(weightOf(id)),
    }))
    const best = session.optimize({ direction: 'minimize', terms }, { steps: STEPS })
    outcome.of++
    if (best.proven) outcome.proven++
    const fits = best.proven
      ? Number(best.value) === min
      : Number(best.bound) <= min && min <= Number(best.value)
    if (!fits) {
      const claim = best.proven ? `proven ${best.value}` : `${best.bound} to ${best.value}`
      outcome.mismatches.push(`smallest ${objective} after ${after} decisions: ${claim}, not ${min}`)
    }
  }
  return outcome
}

/** The weight of each feature by its number, as the README of the models defines it; null when it cannot be known. */
function weightsOf(objective: string, model: string): ((id: number) => number) | null {
  const hashed = (id: number) => (Math.imul(id, 0x9e3779b1) >>> 0) % 1000
  if (objective === 'price') return hashed
  if (objective === 'mixed') return (id) => hashed(id) - 400
  const file = `${model.replace(/\.(dimacs|cnf|uvl|splx|csp\.json)(\.gz)?$/, '')}.prices.json`
  if (objective !== 'prices' || !existsSync(file)) return null
  const { cents } = JSON.parse(readFileSync(file, 'utf8')) as { cents: Record<string, number> }
  return (id) => cents[id] ?? 0
}
