/** Decisions as literals, and the state of literals as domains. */
import type { Decision, ValueDomain, ValueState, VariableDomain } from './answers.ts'
import { type FlatModel, type FlatVariable, indexOf, numberAt } from './flat.ts'
import { atLeast, atMost } from './kernel/integers.ts'
import { FALSE, type State } from './kernel/state.ts'
import type { Encoding, Lowered } from './lowered.ts'
import type { Decimal, Value } from './model.ts'
import { ceiling, decimalText, divide, floor, isDecimal, rational, subtract } from './rational.ts'

/** The literals that together say the decision; or why there are none. */
export type Meaning = { literals: number[] } | { problem: 'unknown' | 'outside'; message: string }

export function meaningOf(flat: FlatModel, lowered: Lowered, s: State, d: Decision): Meaning {
  const v = flat.names.get(d.variable)
  if (!v) return { problem: 'unknown', message: `${d.variable} is no variable of this model` }
  if (v.kind === 'text') return { literals: [] }
  const e = lowered.encoding(v)
  if ('value' in d || 'not' in d) {
    const value = 'value' in d ? d.value : d.not
    const literals = literalsOfValue(lowered, s, v, e, value)
    if (!literals) return { problem: 'outside', message: `${v.label} cannot be ${value}` }
    if ('value' in d) return { literals }
    if (literals.length === 1) return { literals: [literals[0]! ^ 1] }
    return notAtEnd(s, e, literals, v, value)
  }
  if (v.kind !== 'number') return { problem: 'outside', message: `${v.label} is no number` }
  const literals: number[] = []
  if (d.min !== undefined) {
    if (!isDecimal(d.min)) return { problem: 'outside', message: `${d.min} is no number` }
    const k = Number(ceiling(divide(subtract(rational(d.min), v.origin), v.step)))
    if (k > v.last) return { problem: 'outside', message: `${v.label} is never as large as ${d.min}` }
    literals.push(atLeast(s, e.integer, Math.max(k, 0)))
  }
  if (d.max !== undefined) {
    if (!isDecimal(d.max)) return { problem: 'outside', message: `${d.max} is no number` }
    const k = Number(floor(divide(subtract(rational(d.max), v.origin), v.step)))
    if (k < 0) return { problem: 'outside', message: `${v.label} is never as small as ${d.max}` }
    literals.push(atMost(s, e.integer, k), atLeast(s, e.integer, 0))
  }
  if (literals.includes(FALSE))
    return { problem: 'outside', message: `${v.label} has no value in that range` }
  return { literals }
}

function literalsOfValue(
  lowered: Lowered,
  s: State,
  v: FlatVariable,
  e: Encoding,
  value: Value,
): number[] | null {
  if (v.kind === 'number' && e.literals.length === 0) {
    const k = isDecimal(value) ? indexOf(v, rational(value)) : -2
    return k < 0 ? null : [atMost(s, e.integer, k), atLeast(s, e.integer, k)]
  }
  const known = v.kind !== 'number' || (isDecimal(value) && indexOf(v, rational(value)) >= 0)
  const l = known ? lowered.literalOf(v, value) : FALSE
  if (l === FALSE && !known) return null
  if (l === FALSE && v.kind !== 'number') return null
  return [l]
}

/** "Not this number" is a bound at either end of the range; in the middle of a large range it cannot be said. */
function notAtEnd(s: State, e: Encoding, literals: number[], v: FlatVariable, value: Value): Meaning {
  const [most, least] = literals as [number, number]
  const k = indexOf(v, rational(String(value)))
  if (k <= s.lower[e.integer]!) return { literals: [most ^ 1] }
  if (k >= s.upper[e.integer]!) return { literals: [least ^ 1] }
  return {
    problem: 'outside',
    message: `${v.label} has too many values to leave out ${value} alone; give a range`,
  }
}

/** What the user said about one variable. */
export type Said = { value?: Value; not: Value[] }

/** The words of the user, by variable. */
export function saidOf(decisions: Iterable<Decision>): Map<string, Said> {
  const all = new Map<string, Said>()
  for (const d of decisions) {
    const said = all.get(d.variable) ?? { not: [] }
    all.set(d.variable, said)
    if ('value' in d) said.value = d.value
    else if ('not' in d) said.not.push(d.not)
  }
  return all
}

export function domainOf(
  lowered: Lowered,
  s: State,
  v: FlatVariable,
  said: Said | undefined,
): VariableDomain {
  const e = lowered.encodings.get(v)
  const there = e ? s.val[e.presence]! : 1
  const presence = there > 0 ? 'present' : there < 0 ? 'absent' : 'maybe'
  const head = { variable: v.path, presence } as const
  if (v.kind === 'text' || !e) {
    const value = said?.value
    return {
      ...head,
      kind: 'text',
      state: value === undefined ? 'open' : 'decided',
      ...(value !== undefined && { value }),
    }
  }
  if (v.kind === 'number') return numberDomain(s, v, e, said, head)
  const codes: Value[] = v.kind === 'boolean' ? falseAndTrue : v.options
  const values: ValueDomain[] = []
  let only: Value | undefined
  for (let i = 0; i < codes.length; i++) {
    const value = codes[i]!
    values.push({ value, state: valueState(s, e.literals[i]!, value, said) })
    if (only === undefined && s.val[e.literals[i]!]! > 0) only = value
  }
  const { kind, path: variable } = v
  if (presence === 'absent') return { variable, presence, kind, state: 'absent', values }
  if (only === undefined) return { variable, presence, kind, state: 'open', values }
  const state = said?.value === undefined ? 'forced' : 'decided'
  return { variable, presence, kind, state, value: only, values }
}

const falseAndTrue: Value[] = [false, true]

type Head = { variable: string; presence: 'present' | 'maybe' | 'absent' }

function stateOf(presence: Head['presence'], value: Value | undefined, said: Said | undefined) {
  if (presence === 'absent') return { state: 'absent' as const }
  if (value === undefined) return { state: 'open' as const }
  return { state: said?.value !== undefined ? ('decided' as const) : ('forced' as const), value }
}

function valueState(s: State, l: number, value: Value, said: Said | undefined): ValueState {
  const x = s.val[l]!
  if (x === 0) return 'open'
  if (x > 0) return said?.value === value ? 'decided' : 'forced'
  return said?.not.includes(value) ? 'refused' : 'excluded'
}

function numberDomain(
  s: State,
  v: FlatVariable,
  e: Encoding,
  said: Said | undefined,
  head: Head,
): VariableDomain {
  const text = (k: number): Decimal => decimalText(numberAt(v, k))
  const step = decimalText(v.step)
  const low = Math.max(0, s.lower[e.integer]!)
  const high = Math.max(0, s.upper[e.integer]!)
  if (e.literals.length === 0) {
    const value = low === high ? text(low) : undefined
    return {
      ...head,
      kind: kindOf(v),
      ...stateOf(head.presence, value, said),
      min: text(low),
      max: text(high),
      step,
    }
  }
  const ranges: [number, number][] = []
  e.indices.forEach((k, i) => {
    if (s.val[e.literals[i]!]! < 0) return
    const last = ranges.at(-1)
    if (last && last[1] === k - 1) last[1] = k
    else ranges.push([k, k])
  })
  const min = ranges[0]?.[0] ?? low
  const max = ranges.at(-1)?.[1] ?? high
  const value = ranges.length > 0 && min === max ? text(min) : undefined
  return {
    ...head,
    kind: kindOf(v),
    ...stateOf(head.presence, value, said),
    min: text(min),
    max: text(max),
    step,
    ...(ranges.length > 1 && { ranges: ranges.map(([a, b]): [Decimal, Decimal] => [text(a), text(b)]) }),
  }
}

function kindOf(v: FlatVariable): 'integer' | 'decimal' {
  return v.spec?.kind === 'decimal' ? 'decimal' : 'integer'
}

/** Do two decisions say the same? */
export function sameDecision(a: Decision, b: Decision): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b))
}

function normal(d: Decision): unknown[] {
  if ('value' in d) return [d.variable, 'value', d.value]
  if ('not' in d) return [d.variable, 'not', d.not]
  return [d.variable, 'range', d.min ?? null, d.max ?? null]
}
