import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  isZero,
  multiply,
  negate,
  one,
  subtract,
  zero,
} from '../../engines/money/index.ts'
import type { Amounts, LineAmounts } from './amounts.ts'
import { type Content, type Line, withParts } from './content.ts'
import { boundsOf, type Choice, chosenContent } from './proposals/choice.ts'

/** So many options are tried alone, besides all together; a quote with more of them is judged with all. */
const mostAlone = 20

/**
 * The quote as customers can make it on their page, at its ends: everything optional taken or nothing, each option alone,
 * at the most and at the least of the quantities left to them. What is approved has to be good for these too. The first
 * is the one with the most of everything.
 */
export function farthestChoices(content: Content): Content[] {
  const { options, bounded } = openLines(content)
  if (options.length === 0 && bounded.length === 0) return []
  const alone = options.length > 1 && options.length <= mostAlone ? options.map((line) => [line]) : []
  return [options, [], ...alone].flatMap((taken) =>
    (bounded.length > 0 ? [bounded, []] : [bounded]).map((full) =>
      chosenContent(content, choiceOf(taken, full, bounded)),
    ),
  )
}

/**
 * The mixes that leave the least margin and give the most discount: what gives away more than the whole then does at its
 * most, and the rest at its least. Told from the amounts with the most of everything, and priced like any other choice.
 */
export function worstMixes(content: Content, most: Pick<Amounts, 'lines'>): Content[] {
  const { options, bounded } = openLines(content)
  const open = [...new Set([...options, ...bounded])]
  if (open.length < 2) return []
  const made = new Map(most.lines.map((line) => [line.id, line]))
  const families = open.map((line) => new Set<string>(withParts(content.lines, line.id).map(({ id }) => id)))
  const closed = content.lines.filter((line) => !families.some((family) => family.has(line.id)))
  return measures.flatMap((measure) => {
    const sum = (ids: Iterable<string>) => sumOf(measure, ids, made)
    const parts = open.map((line, place) => ({ line, ...sum(families[place] ?? []), least: leastOf(line) }))
    const full = new Set(worst(parts, sum(closed.map((line) => line.id))))
    if (full.size === 0 || full.size === open.length) return []
    const in_ = (line: Line) => full.has(line)
    return [chosenContent(content, choiceOf(options.filter(in_), bounded.filter(in_), bounded))]
  })
}

function openLines(content: Content): { options: Line[]; bounded: Line[] } {
  const open = content.lines.filter((line) => !line.parent && !line.verdict)
  return {
    options: open.filter((line) => line.optional),
    bounded: open.filter((line) => boundsOf(line) !== undefined),
  }
}

/** Options that are taken, and of the lines whose quantity is left open those that are at their most. */
function choiceOf(taken: readonly Line[], full: readonly Line[], bounded: readonly Line[]): Choice {
  return [
    ...bounded.map((line) => ({
      line: line.id,
      quantity: boundsOf(line)?.[full.includes(line) ? 'max' : 'min'],
      taken: taken.includes(line),
    })),
    ...taken.filter((line) => !bounded.includes(line)).map((line) => ({ line: line.id, taken: true })),
  ]
}

/** What we are left with of what: the lower the share, the worse. */
type Share = { part: Exact; whole: Exact }
type Measure = (line: LineAmounts) => Share
const measures: Measure[] = [
  ({ margin, net }) => ({ part: exact(margin ?? '0'), whole: exact(net) }),
  ({ discount, gross }) => ({ part: negate(exact(discount)), whole: exact(gross) }),
]

function sumOf(measure: Measure, ids: Iterable<string>, made: ReadonlyMap<string, LineAmounts>): Share {
  let sum: Share = { part: zero, whole: zero }
  for (const id of ids) {
    const line = made.get(id)
    if (line?.counted) sum = plus(sum, measure(line), one)
  }
  return sum
}

/** How much of its most a line comes to at its least. */
function leastOf(line: Line): Exact {
  const bounds = boundsOf(line)
  return line.optional || !bounds ? zero : divide(exact(bounds.min), exact(bounds.max))
}

/** A share of sums is lowest with the lowest shares first, up to the one that would raise it again. */
function worst(parts: readonly (Share & { line: Line; least: Exact })[], closed: Share): Line[] {
  const order = parts
    .filter(({ whole }) => compare(whole, zero) > 0)
    .sort((a, b) => compare(divide(a.part, a.whole), divide(b.part, b.whole)))
  let at = parts.reduce((sum, each) => plus(sum, each, each.least), closed)
  const full: Line[] = []
  for (const each of order) {
    const next = plus(at, each, subtract(one, each.least))
    if (!isZero(at.whole) && compare(divide(next.part, next.whole), divide(at.part, at.whole)) >= 0) break
    at = next
    full.push(each.line)
  }
  return full
}

const plus = (sum: Share, { part, whole }: Share, times: Exact): Share => ({
  part: add(sum.part, multiply(part, times)),
  whole: add(sum.whole, multiply(whole, times)),
})
