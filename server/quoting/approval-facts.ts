import { createHash } from 'node:crypto'
import { divide, exact, multiply, round, toPlaces } from '../../engines/money/index.ts'
import type { PriceContext, Priced } from '../../engines/pricer/types.ts'
import type { Facts, Sections } from '../approvals/index.ts'
import type { Customer } from '../customers/index.ts'
import type { Content } from './content.ts'
import { highestLineDiscount, shownFigures } from './figures.ts'

/** What approval policies can look at, of a quote as it stands. */
export function factsOf(
  content: Content,
  priced: Priced,
  context: PriceContext,
  customer: Customer | undefined,
): Facts {
  const counted = new Set(priced.lines.filter((line) => line.counted).map((line) => line.id))
  const sold = content.lines.filter((line) => counted.has(line.id))
  const products = new Map(context.products.map((product) => [product.code, product]))
  const figures = shownFigures(priced)
  const region = customer?.region ?? ''
  return {
    total: inCompanyCurrency(priced.totals.total, context, content.currency),
    net: inCompanyCurrency(priced.totals.net, context, content.currency),
    discountPercent: figures.discountPercent,
    maxLineDiscountPercent: highestLineDiscount(priced.lines),
    marginPercent: figures.marginPercent,
    paymentTermsDays: content.paymentTerms?.match(/\d+/)?.[0],
    termMonths: content.term?.months === undefined ? undefined : String(content.term.months),
    lineCount: String(sold.length),
    currency: content.currency,
    belowFloor: priced.issues.some((issue) => /floor/.test(issue.code)),
    manualDiscount:
      content.manualDiscounts.length > 0 ||
      sold.some((line) => line.manualDiscounts.length > 0 || line.unitPriceOverride !== undefined),
    termsChanged: content.terms !== undefined,
    products: [...new Set(sold.map((line) => line.product))],
    categories: [...new Set(sold.flatMap((line) => products.get(line.product)?.categories ?? []))],
    customer: { segments: customer?.segments ?? [], region, country: region.slice(0, 2) },
  }
}

/** Hashes of the parts of the content an approval can be given for. */
export function sectionsOf(content: Content, priced: Priced): Sections {
  const amounts = new Map(priced.lines.map((line) => [line.id, line]))
  const goods = content.lines.map((line) => {
    const made = amounts.get(line.id)
    return [
      line.product,
      line.plan,
      made?.quantity ?? line.quantity,
      made?.unitPrice,
      made?.net,
      made?.counted,
      line.term,
    ]
  })
  return {
    goods: hash([content.currency, content.term, goods, priced.totals.total]),
    customer: hash([content.customer]),
    payment: hash([content.paymentTerms]),
    terms: hash([content.terms]),
  }
}

/** Thresholds are in the company's currency, by the rates the quote was priced with; without a rate, as it stands. */
function inCompanyCurrency(amount: string, context: PriceContext, currency: string): string {
  const company = context.companyCurrency
  if (currency === company) return amount
  const direct = context.exchangeRates.find((rate) => rate.from === currency && rate.to === company)
  const back = context.exchangeRates.find((rate) => rate.from === company && rate.to === currency)
  const converted = direct
    ? multiply(exact(amount), exact(direct.rate))
    : back
      ? divide(exact(amount), exact(back.rate))
      : exact(amount)
  return toPlaces(round(converted, 2), 2)
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
