import type { OrderValue } from '../line/discount-work.ts'
import { covers } from '../line/percent-of-total.ts'
import { priceBase, priceState } from '../line/price-line.ts'
import type { LineState } from '../line/state.ts'
import type { Start } from '../line/work.ts'
import type { Run } from '../prepare/run.ts'
import type { Price } from '../types.ts'
import type { QuoteFacts } from './facts.ts'

/** Percentages of a total, those first that cover no open one; what stands in a circle has no price. */
export function pricePercentages(
  run: Run,
  starts: readonly Start[],
  percentages: readonly number[],
  states: LineState[],
  facts: QuoteFacts,
  order: OrderValue,
): void {
  let open = [...percentages]
  const isOpen = new Set(open)
  const covered = new Map(open.map((place) => [place, coveredBy(starts, place, states, isOpen)]))
  while (open.length > 0) {
    const ready = open.filter((place) => !(covered.get(place) as number[]).some((other) => isOpen.has(other)))
    if (ready.length === 0) break
    for (const place of ready) {
      const lines = (covered.get(place) as number[]).map((other) => states[other] as LineState)
      const counted = lines.filter((line) => line.base.counted)
      const start = { ...(starts[place] as Start), covered: counted }
      states[place] = priceState(priceBase(run, start, facts), order)
      isOpen.delete(place)
    }
    open = open.filter((place) => isOpen.has(place))
  }
  for (const place of open) {
    const ids = open.map((each) => (starts[each] as Start).line.id).join(' → ')
    const message = `The percentages cover each other in a circle: ${ids}.`
    const problem = {
      code: 'percent-of-total.circle',
      message,
      suggestion: 'Let one of them cover other products.',
    }
    states[place] = priceState(priceBase(run, { ...(starts[place] as Start), problem }, facts), order)
  }
}

function coveredBy(
  starts: readonly Start[],
  place: number,
  states: readonly LineState[],
  percentages: ReadonlySet<number>,
): number[] {
  const start = starts[place] as Start
  const row = percentageRow(start)
  if (!row) return []
  const covered: number[] = []
  starts.forEach((other, index) => {
    const isPercent = percentages.has(index)
    const type = isPercent
      ? (percentageRow(other)?.type ?? 'ONE_TIME')
      : (states[index]?.base.type ?? 'ONE_TIME')
    const line = {
      id: other.line.id,
      product: other.line.product,
      isPercentage: isPercent,
      type,
      categories: other.plan?.aim.categories ?? [],
    }
    if ((other.line.role ?? 'GOODS') === 'GOODS' && covers(start.line.id, row, line)) covered.push(index)
  })
  return covered
}

/** Is the line charged as a percentage of others? Decided by the first price its plan offers. */
export function isPercentage(start: Start): boolean {
  return percentageRow(start) !== undefined
}

function percentageRow(start: Start): Price | undefined {
  const { plan, line } = start
  if (!plan || line.included) return undefined
  const named = line.price === undefined ? undefined : plan.run.prepared.findPrice(line.price)
  const row = named ?? plan.levels[0]?.candidates[0]?.row.row
  return row && 'type' in row && row.model === 'PERCENT_OF_TOTAL' ? row : undefined
}
