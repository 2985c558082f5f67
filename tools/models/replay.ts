/** Replays the decision sequences of a model through the engine and compares every answer. */
import type { Decision, Session, VariableDomain } from '../../engines/configurator/index.ts'
import { type CompiledModel, possibleTogether, startSession } from '../../engines/configurator/index.ts'
import { type Expected, expand, type Request } from './expected.ts'
import { decisionOf, type Feature } from './read-model.ts'

export type Times = { decide: number[]; explain: number[]; repair: number[]; start: number[] }

export type Outcome = { times: Times; mismatches: string[]; compared: number }

export function replay(compiled: CompiledModel, features: Feature[], expected: Expected): Outcome {
  const outcome: Outcome = {
    times: { decide: [], explain: [], repair: [], start: [] },
    mismatches: [],
    compared: 0,
  }
  const asked = expand(expected.features)
  for (const [n, sequence] of expected.sequences.entries()) {
    const begin = performance.now()
    const session = startSession(compiled)
    outcome.times.start.push(performance.now() - begin)
    const yes = new Set(expand(expected.core))
    const no = new Set(expand(expected.dead))
    compare(outcome, session, features, asked, yes, no, `sequence ${n} at the start`)
    for (const [i, step] of sequence.steps.entries()) {
      const decision = decisionOf(features, step.d)
      const start = performance.now()
      const result = session.decide(decision)
      outcome.times.decide.push(performance.now() - start)
      const where = `sequence ${n} step ${i} (${JSON.stringify(decision)})`
      if (!result.ok) {
        outcome.mismatches.push(`${where}: refused`)
        return outcome
      }
      for (const id of [...expand(step.t), ...(step.d > 0 ? [step.d] : [])]) yes.add(id)
      for (const id of [...expand(step.f), ...(step.d < 0 ? [-step.d] : [])]) no.add(id)
      compare(outcome, session, features, asked, yes, no, where)
      const after = sequence.requests?.filter((r) => r.after === i + 1) ?? []
      for (const r of after) ask(outcome, compiled, session, features, r, where)
    }
  }
  return outcome
}

function compare(
  outcome: Outcome,
  session: Session,
  features: Feature[],
  asked: number[],
  yes: Set<number>,
  no: Set<number>,
  where: string,
): void {
  const domains = new Map<string, VariableDomain>()
  for (const domain of session.domains()) domains.set(domain.variable, domain)
  outcome.compared++
  let wrong = 0
  for (const id of asked) {
    const { variable, value } = features[id - 1]!
    const got = stateIn(domains.get(variable)!, value)
    const want = yes.has(id) ? 'yes' : no.has(id) ? 'no' : 'open'
    if (got !== want && wrong++ < 3)
      outcome.mismatches.push(`${where}: ${variable} = ${value} is ${got}, not ${want}`)
  }
}

/** One value read off its domain: forced, impossible, or open? */
function stateIn(d: VariableDomain, value: boolean | string): 'yes' | 'no' | 'open' {
  if (d.kind === 'boolean' || d.kind === 'choice') {
    const state = d.values.find((v) => v.value === value)?.state
    if (state === 'open') return 'open'
    return state === 'decided' || state === 'forced' ? 'yes' : 'no'
  }
  if (d.kind !== 'integer' && d.kind !== 'decimal') return 'open'
  const ranges = d.ranges ?? [[d.min, d.max]]
  if (!ranges.some(([a, b]) => Number(a) <= Number(value) && Number(value) <= Number(b))) return 'no'
  return d.value === undefined ? 'open' : 'yes'
}

/** Explanation and repair of a request, verified with fresh sessions: minimal, working, of the expected size. */
function ask(
  outcome: Outcome,
  compiled: CompiledModel,
  session: Session,
  features: Feature[],
  request: Request,
  where: string,
): void {
  const wanted = decisionOf(features, request.want)
  const fail = (what: string) =>
    outcome.mismatches.push(`${where}, wanting ${JSON.stringify(wanted)}: ${what}`)
  const possible = (decisions: Decision[]) => possibleTogether(compiled, [...decisions, wanted])
  let start = performance.now()
  const explanation = session.explain(wanted)
  outcome.times.explain.push(performance.now() - start)
  if (!explanation) fail('called possible')
  else {
    const blamed = explanation.decisions
    if (possible(blamed)) fail('the explanation does not explain')
    for (const d of blamed)
      if (!possible(blamed.filter((x) => x !== d))) fail('the explanation is not minimal')
    if (blamed.length < request.minConflict) fail('the explanation is smaller than can be')
  }
  start = performance.now()
  const repairs = session.repair(wanted)
  outcome.times.repair.push(performance.now() - start)
  const [best] = repairs
  if (!best) return void fail('no repair')
  if (best.drop.length !== request.minRepair) fail(`repair of ${best.drop.length}, not ${request.minRepair}`)
  for (const { drop, keep } of repairs) {
    if (!possible(keep)) fail('a repair does not work')
    for (const d of drop) if (possible([...keep, d])) fail('a repair is not minimal')
  }
}
