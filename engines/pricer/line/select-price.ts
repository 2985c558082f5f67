import { compare, parseDecimal, toText } from '../../money/index.ts'
import { gateOf } from '../prepare/conditional.ts'
import type { Candidate, Level } from '../prepare/price-levels.ts'
import type { PriceRow } from '../prepare/price-row.ts'
import { isEffective } from '../time/moment.ts'
import { numbers, rejectedStep } from '../trace.ts'
import type { LineWork } from './work.ts'

/** Step 1: the price row the line is charged by. */
export function selectPrice(work: LineWork): void {
  const { line, plan, run } = work
  if (line.included) return includedPart(work)
  if (!plan)
    return work.fail(
      'plan.unknown',
      'plan',
      `The catalog has no plan ${line.plan}.`,
      'Choose a plan of the product.',
    )
  if (line.price !== undefined) return named(work, line.price)
  work.steps?.push(...plan.rejected)
  for (const level of plan.levels) {
    const found = firstThatHolds(work, level)
    if (!found) continue
    take(work, found.row, level.name, found)
    return
  }
  work.failed = true
  if (work.issues) return
  const known = run.prepared.pricesOf(line.plan).length
  work.fail(
    'price.not-found',
    'plan',
    known
      ? `No price of ${line.plan} applies on ${run.at.day}.`
      : `${line.plan} has no price in any price book of this quote.`,
    'Add a price to the price book or choose another plan.',
  )
}

function firstThatHolds(work: LineWork, level: Level): Candidate | undefined {
  for (const candidate of level.candidates) {
    const { gate, row } = candidate
    if (row.problem) {
      work.report('price.invalid', 'error', 'plan', `The price ${row.code} cannot be used: ${row.problem}.`)
      continue
    }
    if (gate.problem) {
      work.report(
        'price.condition',
        'error',
        'plan',
        `The condition of price ${row.code} cannot be used: ${gate.problem}`,
      )
      continue
    }
    const bound = otherVariant(work, row) ?? outsideQuantities(work, row)
    if (bound) {
      work.reject('selectPrice', row.kind, row, bound)
      continue
    }
    if (gate.count === 0) return candidate
    for (const field of gate.quoteFields) work.read(field)
    if (gate.holds(work)) return candidate
    work.steps?.push({ ...rejectedStep('selectPrice', row.kind, row, ''), because: gate.because(work) })
  }
  return undefined
}

function otherVariant({ line }: LineWork, { row }: PriceRow): string | undefined {
  return row.variant === undefined || row.variant === line.variant
    ? undefined
    : `for the variant ${row.variant}, not for ${line.variant ?? 'none'}`
}

/** Why the quantity is not one the price is for. */
function outsideQuantities(work: LineWork, { row }: PriceRow): string | undefined {
  if (!('minQuantity' in row || 'maxQuantity' in row)) return undefined
  const { minQuantity, maxQuantity } = row as { minQuantity?: string; maxQuantity?: string }
  const least = minQuantity === undefined ? undefined : parseDecimal(minQuantity)
  if (least && compare(work.quantity, least) < 0)
    return `for quantities from ${minQuantity}, not for ${toText(work.quantity)}`
  const most = maxQuantity === undefined ? undefined : parseDecimal(maxQuantity)
  return most && compare(work.quantity, most) > 0
    ? `for quantities up to ${maxQuantity}, not for ${toText(work.quantity)}`
    : undefined
}

function named(work: LineWork, code: string): void {
  const { run, line } = work
  const price = run.prepared.findPrice(code)
  if (!price)
    return work.fail(
      'price.unknown',
      'price',
      `There is no price ${code}.`,
      'Leave the price empty to have it selected.',
    )
  if (price.plan !== line.plan) {
    return work.fail(
      'price.other-plan',
      'price',
      `The price ${code} belongs to ${price.plan}, not to ${line.plan}.`,
    )
  }
  if (!isEffective(price, run.at)) {
    return work.fail('price.not-effective', 'price', `The price ${code} is not valid on ${run.at.day}.`)
  }
  const row = run.prepared.row(price)
  if (row.problem)
    return work.fail('price.invalid', 'price', `The price ${code} cannot be used: ${row.problem}.`)
  const gate = gateOf(price)
  if (gate.problem)
    return work.fail(
      'price.condition',
      'price',
      `The condition of price ${code} cannot be used: ${gate.problem}`,
    )
  if (row.currency !== run.currency) {
    const message = `The price ${code} is in ${row.currency}, the quote in ${run.currency}.`
    work.report(
      'currency.mixed',
      'warning',
      'price',
      message,
      'It is converted by the rate of the day if there is one.',
    )
  }
  take(work, row, 'chosen for this line', undefined)
}

function take(work: LineWork, row: PriceRow, level: string, candidate: Candidate | undefined): void {
  work.price = row
  work.type = row.type
  work.steps?.push({
    step: 'selectPrice',
    source: { kind: row.kind, code: row.code, revision: row.revision },
    because: [level, ...(candidate ? candidate.gate.because(work) : [])],
    in: { currency: row.currency, model: row.model },
    out: numbers({ unitAmount: row.unit && toText(row.unit), flatAmount: row.flat && toText(row.flat) }),
  })
}

function includedPart(work: LineWork): void {
  work.steps?.push({
    step: 'selectPrice',
    because: ['included in its bundle, without a price of its own'],
    in: {},
    out: { unitPrice: '0' },
  })
}
