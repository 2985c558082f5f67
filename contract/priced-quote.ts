import { add, exact, toPlaces } from '../engines/money/index.ts'
import type { ManualDiscount, PricedLine, RequestLine, Term } from '../engines/pricer/types.ts'
import type { Quote, QuoteLine } from './quotes.ts'
import type { Sight } from './sight.ts'

/**
 * How a quote becomes a question to the pricer, and how its answer becomes part of the quote. One text for server and
 * browser, so that what a person sees at once is what the server will say.
 */

/** What the pricer has to know of a line. */
export type AskedLine = {
  id: string
  parent?: string | undefined
  product: string
  plan: string
  variant?: string | undefined
  quantity: string
  perParent: boolean
  included?: boolean | undefined
  optional: boolean
  alternativeTo?: string | undefined
  term?: Term | undefined
  discountCodes: string[]
  manualDiscounts: ManualDiscount[]
  unitPriceOverride?: { value: string; reason: string; by?: string | undefined } | undefined
  keptPrice?: { value: string; revision: number } | undefined
  givesBack?: { subscription: string; amount: string } | undefined
}

/** The lines as they are asked for; `isOut` says which people took out of the quote without removing them. */
export function requestLines<Line extends AskedLine>(
  lines: readonly Line[],
  isOut: (line: Line) => boolean,
): RequestLine[] {
  const out = new Set<string>()
  return lines.map((line) => {
    // What is left out takes its parts along; parts stand behind the line they belong to.
    const excluded =
      line.optional ||
      line.alternativeTo !== undefined ||
      isOut(line) ||
      (line.parent !== undefined && out.has(line.parent))
    if (excluded) out.add(line.id)
    return requestLine(line, excluded)
  })
}

/** Lines are never changed in place, so what was asked for one is asked again as the very same object. */
const asked = new WeakMap<AskedLine, RequestLine>()

function requestLine(line: AskedLine, excluded: boolean): RequestLine {
  const known = asked.get(line)
  if (known && Boolean(known.excluded) === excluded) return known
  const request: RequestLine = {
    id: line.id,
    product: line.product,
    plan: line.plan,
    quantity: line.quantity,
    discountCodes: line.discountCodes,
    manualDiscounts: line.manualDiscounts,
  }
  if (line.variant) request.variant = line.variant
  if (line.parent) request.parent = line.parent
  if (line.perParent) request.perParent = true
  if (line.included) request.included = true
  if (line.term) request.term = line.term
  if (excluded) request.excluded = true
  if (line.unitPriceOverride) request.unitPriceOverride = line.unitPriceOverride
  if (line.keptPrice) request.keptPrice = line.keptPrice
  if (line.givesBack) {
    request.amends = line.givesBack.subscription
    request.givesBack = line.givesBack.amount
  }
  asked.set(line, request)
  return request
}

/** What the pricer made of a line, as the API shows it. */
export function amountsOf(made: Omit<PricedLine, 'steps'>, sight: Sight): Partial<QuoteLine> {
  return {
    type: made.type,
    interval: intervalOf(made),
    price: made.price,
    effectiveQuantity: made.quantity,
    listUnitPrice: made.listUnitPrice,
    unitPrice: made.unitPrice,
    listAmount: made.listAmount,
    gross: made.gross,
    discount: made.lineDiscount,
    quoteDiscount: made.quoteDiscount,
    net: made.net,
    tax: made.tax,
    total: made.total,
    periodNet: made.periodNet,
    serviceTerm: made.term,
    trialDays: made.recurring?.trialPeriodDays || undefined,
    discounts: made.discounts.map(({ code, name, amount, kind }) => ({ code, name, amount, kind })),
    taxes: made.taxes,
    counted: made.counted,
    ...(sight.cost && { cost: made.cost }),
    ...(sight.margin && { margin: made.margin }),
    ...(sight.floor && { floor: made.floor }),
  }
}

function intervalOf({ recurring }: Pick<PricedLine, 'recurring'>): string | undefined {
  if (!recurring) return undefined
  return recurring.intervalCount === 1
    ? recurring.interval
    : `${recurring.intervalCount} ${recurring.interval}s`
}

/** Discounts on the whole quote with what they came to over all lines. */
export function quoteDiscountsOf(
  lines: readonly Pick<PricedLine, 'counted' | 'discounts'>[],
): Quote['quoteDiscounts'] {
  const found = new Map<string, Quote['quoteDiscounts'][number]>()
  for (const line of lines) {
    for (const { code, name, amount, kind, scope } of line.discounts) {
      if (scope !== 'QUOTE' || !line.counted) continue
      const known = found.get(code)
      const places = (amount.split('.')[1] ?? '').length
      const total = known ? toPlaces(add(exact(known.amount), exact(amount)), places) : amount
      found.set(code, { code, name, kind, amount: total })
    }
  }
  return [...found.values()]
}

/** Sums of the counted lines of each group, written like the quote's own amounts. */
export function groupNets(
  groups: readonly { id: string }[],
  lines: readonly { group?: string | undefined; net?: string | undefined; counted: boolean }[],
  like: string,
): Map<string, string> {
  const sums = new Map(groups.map((group) => [group.id, exact('0')]))
  if (sums.size > 0) {
    for (const { group, net, counted } of lines) {
      const sum = group === undefined ? undefined : sums.get(group)
      if (group !== undefined && sum && counted && net !== undefined) sums.set(group, add(sum, exact(net)))
    }
  }
  const places = (like.split('.')[1] ?? '').length
  return new Map([...sums].map(([id, sum]) => [id, toPlaces(sum, places)]))
}
