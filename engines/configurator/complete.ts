/** A whole configuration: decisions, then defaults, then preferences in order, then the first value of what is left. */
import type { Completion, Configuration, Decision } from './answers.ts'
import type { Compiled } from './compile.ts'
import { type FlatModel, type FlatVariable, numberAt } from './flat.ts'
import type { Engine } from './kernel/engine.ts'
import { atMost } from './kernel/integers.ts'
import { holds, type State, valueOf } from './kernel/state.ts'
import { scale } from './linear-form.ts'
import type { Encoding, Lowered } from './lowered.ts'
import type { Value } from './model.ts'
import { engineFor, minimize } from './optimize.ts'
import { decimalText, whole } from './rational.ts'

const BUDGET = 50_000

type Origin = Completion['because'][string]

/** Completes the decisions; the result depends on nothing but the model and the decisions. */
export function completeSession(
  compiled: Compiled,
  decisions: readonly Decision[],
  known: Engine,
): Completion {
  const { flat, lowered } = compiled
  const engine = engineFor(compiled, decisions)
  const because: Record<string, Origin> = {}
  const passed: string[] = []
  for (const d of decisions) if ('value' in d) because[d.variable] = 'decided'
  const note = (origin: Origin, s: State) => {
    for (const v of flat.variables) {
      if (because[v.path] === undefined && isFixed(lowered.lowered, s, v)) because[v.path] = origin
    }
  }
  note('forced', known.state)
  lowered.defaults.forEach((l, i) => {
    const d = flat.model.defaults![i]!
    if (engine.assume(l, false)) note('default', engine.state)
    else passed.push(`${d.variable} = ${d.value}`)
  })
  lowered.preferences.forEach((p, i) => {
    if (typeof p === 'number') {
      if (!engine.assume(p, false)) passed.push(`preference ${i + 1}`)
    } else if (p.sum) {
      const sign = whole(p.direction === 'minimize' ? 1 : -1)
      if (!minimize(compiled, engine, scale(p.sum, sign), BUDGET).proven) passed.push(`preference ${i + 1}`)
    } else passed.push(`preference ${i + 1}`)
    note('preference', engine.state)
  })
  for (const v of flat.variables) fillIn(lowered.lowered, engine, v)
  note('rest', engine.state)
  const configuration = configurationOf(flat, lowered.lowered, engine.state)
  for (const d of decisions) {
    if ('value' in d && flat.names.get(d.variable)?.kind === 'text')
      configuration.values[d.variable] = d.value
  }
  for (const path of Object.keys(because)) if (!(path in configuration.values)) delete because[path]
  return { configuration, because, passed }
}

function isFixed(lowered: Lowered, s: State, v: FlatVariable): boolean {
  const e = lowered.encodings.get(v)
  if (!e) return false
  if (e.integer >= 0) return s.lower[e.integer] === s.upper[e.integer]
  return e.literals.some((l) => s.val[l]! > 0) || s.val[e.presence]! < 0
}

/** Gives v the first value that goes; a component that need not be there stays away. */
function fillIn(lowered: Lowered, engine: Engine, v: FlatVariable): void {
  const e = lowered.encodings.get(v)
  if (!e || isFixed(lowered, engine.state, v)) return
  const s = engine.state
  if (s.val[e.presence] === 0 && engine.assume(e.presence ^ 1, false)) return
  if (e.literals.length > 0) {
    for (const l of e.literals) if (s.val[l]! >= 0 && engine.assume(l, false)) return
    return
  }
  engine.settleLower(e.integer)
  engine.assume(atMost(s, e.integer, Math.max(0, s.lower[e.integer]!)), false)
}

/** The configuration that M (with what is assigned) describes. */
export function configurationOf(flat: FlatModel, lowered: Lowered, s: State): Configuration {
  const values: Record<string, Value> = {}
  for (const v of flat.variables) {
    const e = lowered.encodings.get(v)
    if (!e || !holds(s, e.presence)) continue
    const value = valueIn(s, v, e)
    if (value !== undefined) values[v.path] = value
  }
  return { values }
}

function valueIn(s: State, v: FlatVariable, e: Encoding): Value | undefined {
  if (v.kind === 'boolean') return holds(s, e.literals[1]!)
  if (v.kind === 'choice') return v.options[e.literals.findIndex((l) => holds(s, l))]
  const k =
    e.literals.length > 0 ? e.indices[e.literals.findIndex((l) => holds(s, l))]! : valueOf(s, e.integer)
  return decimalText(numberAt(v, k))
}
