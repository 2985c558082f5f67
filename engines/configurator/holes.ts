/** What a number with many values can still be, in ranges: between its ends there may be holes. */
import type { VariableDomain } from './answers.ts'
import { type FlatVariable, numberAt } from './flat.ts'
import type { Engine } from './kernel/engine.ts'
import { atLeast, atMost } from './kernel/integers.ts'
import { valueOf } from './kernel/state.ts'
import type { Lowered } from './lowered.ts'
import { decimalText } from './rational.ts'

type Range = readonly [from: number, to: number]
/** `complete`: every value of the ranges can be had. Else some parts of them were not looked at. */
type Reach = { ranges: Range[]; complete: boolean }

/** A part nobody knows about yet; `near`: it lies beside a hole, and is likely to belong to it. */
type Unknown = { from: number; to: number; near: boolean }

/** The domains, of which open numbers with many values are searched for holes by so many questions each. */
export function withHoles(
  domains: VariableDomain[],
  variables: readonly FlatVariable[],
  lowered: Lowered,
  engine: Engine,
  questions: number,
): VariableDomain[] {
  return domains.map((domain, at) => {
    const v = variables[at]!
    if (!('min' in domain) || domain.state !== 'open') return domain
    const { integer, literals } = lowered.encoding(v)
    if (literals.length > 0) return domain
    const { lower, upper } = engine.state
    const within: Range = [Math.max(0, lower[integer]!), upper[integer]!]
    const { ranges, complete } = reachOf(engine, integer, within, questions)
    const texts = ranges.map((range) => range.map((k) => decimalText(numberAt(v, k))) as [string, string])
    return {
      ...domain,
      min: texts[0]?.[0] ?? domain.min,
      max: texts.at(-1)?.[1] ?? domain.max,
      ...(texts.length > 1 && { ranges: texts }),
      ...(!complete && { partly: true }),
    }
  })
}

/**
 * Asks for values in the middle of the largest part that nothing is known about, until all is known or so many questions
 * were asked: large holes are found first, whatever the size of the range. Bounds made on the way stay in the engine:
 * give it a fork.
 */
function reachOf(engine: Engine, integer: number, within: Range, questions: number): Reach {
  const unknown: Unknown[] = [{ from: within[0], to: within[1], near: false }]
  const holes: Range[] = []
  const push = (from: number, to: number, near: boolean) => from <= to && unknown.push({ from, to, near })
  for (let asked = 0; asked < questions && unknown.length > 0; asked++) {
    const { from, to, near } = takeLargest(unknown)
    const margin = near ? 0 : (to - from + 1) >> 2
    const [low, high] = [from + margin, to - margin]
    const found = valueBetween(engine, integer, low, high)
    if (found === null) holes.push([low, high])
    push(from, found === null ? low - 1 : found - 1, found === null)
    push(found === null ? high + 1 : found + 1, to, found === null)
  }
  return { ranges: without(within, holes), complete: unknown.length === 0 }
}

function takeLargest(unknown: Unknown[]): Unknown {
  let best = 0
  for (let i = 1; i < unknown.length; i++) {
    if (sizeOf(unknown[i]!) > sizeOf(unknown[best]!)) best = i
  }
  return unknown.splice(best, 1)[0]!
}

const sizeOf = ({ from, to }: Unknown) => to - from

/** A value the variable can have from low to high; null when there is none. */
function valueBetween(engine: Engine, x: number, low: number, high: number): number | null {
  const { state } = engine
  let value: number | null = null
  const literals = [atLeast(state, x, low), atMost(state, x, high)]
  engine.conflictAmong(literals, () => {
    value = valueOf(engine.state, x)
  })
  return value
}

function without([from, to]: Range, holes: Range[]): Range[] {
  const ranges: Range[] = []
  let next = from
  for (const [low, high] of holes.sort((a, b) => a[0] - b[0])) {
    if (low > next) ranges.push([next, low - 1])
    next = high + 1
  }
  if (next <= to) ranges.push([next, to])
  return ranges
}
