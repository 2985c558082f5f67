import {
  add,
  divide,
  type Exact,
  isZero,
  multiply,
  one,
  parseExact,
  percentOf,
  round,
  smaller,
  toText,
} from '../../money/index.ts'
import { requestOf } from '../price.ts'
import type { Decimal, Instant, Priced, PricedLine, PriceRequest, RequestLine } from '../types.ts'

/** What the next term costs: the net price as agreed, today's list price, or the net price and a percentage more. */
export type RenewalPrice =
  | { mode: 'SAME' }
  | { mode: 'LIST' }
  /** `cap` is the highest unit price it may come to. */
  | { mode: 'UPLIFT'; percent: Decimal; cap?: Decimal }

export type Renewal = {
  asOf: Instant
  /** 12 when absent. */
  months?: number
  price: RenewalPrice
}

/** Decimals of a unit price that is carried over: enough that quantity × price gives the same cents. */
const scale = 12

/** The request for the term after the one a quote was made for: its recurring lines, each from the day it ends. */
export function renew(priced: Priced, renewal: Renewal): PriceRequest {
  const request = requestOf(priced)
  const { asOf, months = 12 } = renewal
  const lines = request.lines.flatMap((line): RequestLine[] => {
    const former = priced.lines.find(({ id }) => id === line.id)
    if (former?.type !== 'RECURRING' || !former.term || !former.counted) return []
    // What has no end goes on by itself.
    if (former.term.evergreen) return []
    const {
      manualDiscounts: _given,
      unitPriceOverride: _set,
      price: _price,
      proration: _part,
      ...rest
    } = line
    const next: RequestLine = { ...rest, term: { start: former.term.end, months } }
    const unit = renewedUnitPrice(former, renewal.price)
    return [unit ? { ...next, unitPriceOverride: unit } : next]
  })
  const {
    manualDiscounts: _all,
    charges: _charges,
    prepaid: _paid,
    payableRounding: _agreed,
    term: _term,
    ...header
  } = request
  // What was agreed is in the unit price already; codes of the former quote would be taken off once more.
  const codes = renewal.price.mode === 'LIST' ? {} : { discountCodes: [] }
  return { ...header, ...codes, asOf, lines }
}

type RenewedLine = Pick<PricedLine, 'quantity' | 'factor' | 'amount' | 'baseQuantity'>

/** The net price of a unit and period, with what is added to it; undefined where today's list price holds. */
export function renewedUnitPrice(line: RenewedLine, how: RenewalPrice): RequestLine['unitPriceOverride'] {
  if (how.mode === 'LIST') return undefined
  const times = multiply(number(line.quantity), number(line.factor))
  if (isZero(times)) return undefined
  const base = line.baseQuantity === undefined ? one : number(line.baseQuantity)
  const net = divide(multiply(number(line.amount), base), times)
  if (how.mode === 'SAME') return { value: toText(round(net, scale)), reason: 'renewed at the same price' }
  const raised = add(net, percentOf(net, number(how.percent)))
  const capped = how.cap === undefined ? raised : smaller(raised, number(how.cap))
  const words = how.cap === undefined ? '' : `, at most ${how.cap} a unit`
  return { value: toText(round(capped, scale)), reason: `renewed at ${how.percent} % more${words}` }
}

function number(text: Decimal): Exact {
  const value = parseExact(text)
  if (!value) throw new RangeError(`${text} is not a decimal number`)
  return value
}
