import { shareOut } from '../../money/index.ts'
import type { LineState } from '../line/state.ts'
import type { Run } from '../prepare/run.ts'
import { untaxed } from '../prepare/tax-choice.ts'
import type { PriceIssue } from '../types.ts'
import { type Charge, quoteCharges } from './charges.ts'
import { quoteDiscounts } from './discounts.ts'
import type { QuoteFacts } from './facts.ts'
import type { Pages } from './pages.ts'
import type { QuoteDiscounts } from './spread.ts'
import { type Bucket, bucketsInOrder, type Sums } from './sums.ts'
import { type Taxed, type TaxItem, taxItems } from './taxes.ts'

/** What holds for the quote as a whole, from the sums of its lines. */
export type Settlement = {
  run: Run
  lines: Pages<LineState>
  buckets: Bucket[]
  discounts: QuoteDiscounts
  /** Charges of the quote itself; those of lines stay with their lines. */
  charges: Charge[]
  taxed: Taxed
  /** Net amount of each bucket of counted lines. */
  nets: Map<string, bigint>
  issues: PriceIssue[]
  /** Each counted line and charge taxed: made when somebody looks, or at once where totals depend on it. */
  details(): Details
}

export type Details = {
  taxed: Taxed
  items: TaxItem[]
  lineCount: number
  /** Each charge with how many items it became: shipping taxed as the goods are has one for each of their taxes. */
  charges: { charge: Charge; items: number }[]
}

/** Steps 9 to 12 on the sums: quote discounts and their shares, charges, taxes. Totals are read off the result. */
export function settle(run: Run, lines: Pages<LineState>, sums: Sums, facts: QuoteFacts): Settlement {
  const issues: PriceIssue[] = []
  const buckets = bucketsInOrder(sums)
  let list = 0n
  let goods = 0n
  let net = 0n
  for (const bucket of buckets) {
    if (!bucket.counted || bucket.role !== 'GOODS') continue
    list += bucket.list
    goods += bucket.gross
    net += bucket.amount
  }
  const read = () => factsOfQuote(run, facts, goods)
  const discounts = quoteDiscounts({ run, lines, goods, facts: read })
  issues.push(...discounts.issues)
  const shares = sharesByBucket(lines, discounts)
  let goodsShare = 0n
  for (const bucket of buckets) if (bucket.role === 'GOODS') goodsShare += shares?.get(bucket.key) ?? 0n
  const charges = quoteCharges(run, lines, { list, net, afterDiscounts: net - goodsShare }, read, issues)

  const bucketItems = buckets
    .filter((bucket) => bucket.counted)
    .map((bucket) => ({ bucket, item: itemOf(bucket, shares?.get(bucket.key) ?? 0n) }))
  const chargeItems = [...sums.charges.values()]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((charge) => toItem(charge))
  const ownItems = charges.flatMap((charge) => splitByGoods(run, charge, bucketItems))
  const summed = [...bucketItems.map(({ item }) => item), ...chargeItems, ...ownItems]
  let details: Details | undefined
  const makeDetails = () => {
    details ??= detailsOf(run, lines, discounts, charges, bucketItems)
    return details
  }
  const taxed = needsLines(run, summed) ? makeDetails().taxed : taxItems(run, summed)
  const nets =
    details === undefined
      ? new Map(bucketItems.map(({ bucket }, index) => [bucket.key, taxed.nets[index] as bigint]))
      : netsByBucket(lines, details)
  return { run, lines, buckets, discounts, charges, taxed, nets, issues, details: makeDetails }
}

/**
 * Sums are enough for taxes that are added: their base is a sum. A tax that amounts contain, or that is levied on other
 * taxes, changes nets by its shares, so where it meets several sums the lines themselves are taxed; so is a tax by line.
 */
function needsLines(run: Run, items: readonly TaxItem[]): boolean {
  if (run.policy.taxRounding === 'LINE') return true
  const met = new Set<string>()
  for (const { signature } of items) {
    for (const tax of signature.taxes) {
      if (!tax.inclusive && tax.on.length === 0) continue
      if (met.has(tax.group)) return true
      met.add(tax.group)
    }
  }
  return false
}

/** Lines first, then their charges in the order of the lines, then the charges of the quote. */
function detailsOf(
  run: Run,
  lines: Pages<LineState>,
  discounts: QuoteDiscounts,
  own: readonly Charge[],
  buckets: readonly { bucket: Bucket; item: TaxItem }[],
): Details {
  const items: TaxItem[] = []
  const charges: Details['charges'] = []
  lines.forEach(({ base, amount, charges: of }, place) => {
    const left = discounts.left ? (discounts.left[place] as bigint) : amount
    items.push(base.counted ? { amount: left, quantity: base.quantity, signature: base.signature } : nothing)
    if (!base.counted) return
    for (const charge of of) charges.push({ charge: { ...charge, line: base.line.id }, items: 1 })
  })
  const lineCount = items.length
  for (const { charge } of charges) items.push(toItem(charge))
  for (const charge of own) {
    const parts = splitByGoods(run, charge, buckets)
    charges.push({ charge, items: parts.length })
    items.push(...parts)
  }
  return { taxed: taxItems(run, items), items, lineCount, charges }
}

const nothing: TaxItem = {
  amount: 0n,
  quantity: { n: 0n, scale: 0, d: 1n },
  signature: untaxed,
}

/** Shipping is taxed by its own category, or split by what the goods are taxed. */
function splitByGoods(
  run: Run,
  charge: Charge,
  buckets: readonly { bucket: Bucket; item: TaxItem }[],
): TaxItem[] {
  if (
    run.policy.shippingTax !== 'SPLIT_BY_GOODS' ||
    (charge.kind !== 'SHIPPING' && charge.kind !== 'HANDLING')
  ) {
    return [toItem(charge)]
  }
  const bySignature = new Map<string, TaxItem>()
  for (const { bucket, item } of buckets) {
    if (bucket.role !== 'GOODS' || item.amount <= 0n) continue
    const sum = bySignature.get(bucket.signature.key)
    bySignature.set(bucket.signature.key, { ...item, amount: (sum?.amount ?? 0n) + item.amount })
  }
  const weights = [...bySignature.values()]
  if (weights.length === 0) return [toItem(charge)]
  const { shares } = shareOut(
    charge.amount,
    weights.map((item) => item.amount),
  )
  return weights.map((item, index) => ({
    ...toItem(charge),
    amount: shares[index] as bigint,
    signature: item.signature,
  }))
}

function itemOf(bucket: Bucket, share: bigint): TaxItem {
  return { amount: bucket.amount - share, quantity: bucket.quantity, signature: bucket.signature }
}

function toItem(charge: { amount: bigint; signature: TaxItem['signature'] }): TaxItem {
  return { amount: charge.amount, quantity: { n: 1n, scale: 0, d: 1n }, signature: charge.signature }
}

/** What the lines of each bucket bear of the quote's discounts. */
function sharesByBucket(lines: Pages<LineState>, discounts: QuoteDiscounts): Map<string, bigint> | undefined {
  const { left } = discounts
  if (!left) return undefined
  const shares = new Map<string, bigint>()
  let place = 0
  for (const line of lines) {
    const share = line.amount - (left[place] as bigint)
    if (share !== 0n) shares.set(line.bucket, (shares.get(line.bucket) ?? 0n) + share)
    place++
  }
  return shares
}

function netsByBucket(lines: Pages<LineState>, details: Details): Map<string, bigint> {
  const nets = new Map<string, bigint>()
  let place = 0
  for (const line of lines) {
    if (line.base.counted)
      nets.set(line.bucket, (nets.get(line.bucket) ?? 0n) + (details.taxed.nets[place] as bigint))
    place++
  }
  return nets
}

function factsOfQuote(run: Run, facts: QuoteFacts, goods: bigint): Record<string, unknown> {
  const { customer } = run.header
  return {
    currency: run.currency,
    asOf: run.at.day,
    ...(run.header.priceBook === undefined ? {} : { priceBook: run.header.priceBook }),
    region: run.header.shipping?.region ?? customer?.region,
    ...(customer ? { customer: { ...customer } } : {}),
    quantity: facts.asFacts().quantity,
    amount: run.text(goods),
    quote: { ...facts.asFacts(), subtotal: run.text(goods) },
  }
}
