import { toJson } from '../../../engines/expressions/index.ts'
import { compare, type Exact, parseDecimal } from '../../../engines/money/index.ts'
import type { Condition } from '../../../engines/pricer/types.ts'

/** One comparison, or (`opaque`) a text that is true or false for reasons not looked into. */
type Atom = { field: string; op: string; value: unknown } | { opaque: string; holds: boolean }

/** Conditions with more cases than this are not looked through; nothing is said about them. */
const mostCases = 256

/** True of every line that is sold. */
const alwaysSo: Atom[] = [
  { field: 'quantity', op: 'gte', value: '0' },
  { field: 'quote.lineCount', op: 'gte', value: '1' },
]

/**
 * Whether a condition can be seen to hold never, or always. It is written as cases, each a list of comparisons: a case
 * whose comparisons contradict each other cannot come about. `false` means only that nothing of the kind was seen.
 */
export function neverHolds(condition: Condition, beside: readonly Atom[] = []): boolean {
  const cases = casesOf(condition, true)
  return cases?.every((atoms) => contradict([...alwaysSo, ...beside, ...atoms])) ?? false
}

export function alwaysHolds(condition: Condition): boolean {
  const cases = casesOf(condition, false)
  return cases?.every((atoms) => contradict([...alwaysSo, ...atoms])) ?? false
}

/** The cases in which a condition holds, or does not; undefined when there are too many. */
function casesOf(condition: Condition, holds: boolean): Atom[][] | undefined {
  if ('expression' in condition) {
    const read = toJson(condition.expression)
    if (!read.ok) return undefined
    const inner = read.condition as Condition
    if ('expression' in inner) return [[{ opaque: inner.expression, holds }]]
    return casesOf(inner, holds)
  }
  if (!('conditions' in condition)) return [[comparison(condition, holds)]]
  const { operator, conditions } = condition
  if (operator === 'not') return joined(conditions, !holds, holds)
  return joined(conditions, holds, (operator === 'and') === holds)
}

/** All together: each case of one with each of the others. Any of them: the cases of each. */
function joined(conditions: readonly Condition[], holds: boolean, together: boolean): Atom[][] | undefined {
  let cases: Atom[][] = together ? [[]] : []
  for (const condition of conditions) {
    const own = casesOf(condition, holds)
    if (!own) return undefined
    cases = together ? cases.flatMap((atoms) => own.map((more) => [...atoms, ...more])) : [...cases, ...own]
    if (cases.length > mostCases) return undefined
  }
  return cases
}

const opposites: Record<string, string> = {
  eq: 'ne',
  ne: 'eq',
  gt: 'lte',
  lte: 'gt',
  lt: 'gte',
  gte: 'lt',
  in: 'nin',
  nin: 'in',
}

function comparison(
  { field, op, value }: { field: string; op: string; value?: unknown },
  holds: boolean,
): Atom {
  const opposite = opposites[op]
  if (holds && opposite) return { field, op, value }
  if (opposite) return { field, op: opposite, value }
  if (op === 'exists') return { opaque: `has ${field}`, holds: (value !== false) === holds }
  return { opaque: `${field} ${op} ${JSON.stringify(value)}`, holds }
}

function contradict(atoms: readonly Atom[]): boolean {
  const opaque = new Map<string, boolean>()
  for (const atom of atoms) {
    if (!('opaque' in atom)) continue
    if (opaque.get(atom.opaque) === !atom.holds) return true
    opaque.set(atom.opaque, atom.holds)
  }
  const comparisons = atoms.filter((atom) => 'field' in atom)
  return [...Map.groupBy(comparisons, (atom) => atom.field).values()].some(impossible)
}

type Bound = { at: Exact; open: boolean }

/** Whether no value satisfies all comparisons of one field. */
function impossible(comparisons: readonly { op: string; value: unknown }[]): boolean {
  let low: Bound | undefined
  let high: Bound | undefined
  let allowed: string[] | undefined
  const forbidden = new Set<string>()
  for (const { op, value } of comparisons) {
    const values = (Array.isArray(value) ? value : [value]).map(normal)
    if (op === 'eq' || op === 'in')
      allowed = allowed ? allowed.filter((each) => values.includes(each)) : values
    if (op === 'ne' || op === 'nin') for (const each of values) forbidden.add(each)
    const at = parseDecimal(String(value))
    if (!at) continue
    if (
      (op === 'gt' || op === 'gte') &&
      (!low || compare(at, low.at) > 0 || (compare(at, low.at) === 0 && op === 'gt'))
    )
      low = { at, open: op === 'gt' }
    if (
      (op === 'lt' || op === 'lte') &&
      (!high || compare(at, high.at) < 0 || (compare(at, high.at) === 0 && op === 'lt'))
    )
      high = { at, open: op === 'lt' }
  }
  if (allowed) return allowed.every((each) => forbidden.has(each) || outside(each, low, high))
  if (!low || !high) return false
  const order = compare(low.at, high.at)
  return order > 0 || (order === 0 && (low.open || high.open || forbidden.has(normalExact(low.at))))
}

function outside(value: string, low: Bound | undefined, high: Bound | undefined): boolean {
  const number = parseDecimal(value)
  if (!number) return low !== undefined || high !== undefined
  const below = low && compare(number, low.at)
  const above = high && compare(number, high.at)
  return (
    (below !== undefined && (below < 0 || (below === 0 && low?.open === true))) ||
    (above !== undefined && (above > 0 || (above === 0 && high?.open === true)))
  )
}

/** "10.0" and 10 are one number. */
function normal(value: unknown): string {
  const number = parseDecimal(String(value))
  return number ? normalExact(number) : JSON.stringify(value)
}

function normalExact({ n, scale }: Exact): string {
  const digits = n.toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
