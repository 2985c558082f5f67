import { createHash } from 'node:crypto'
import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  isZero,
  multiply,
  round,
  toPlaces,
  zero,
} from '../../engines/money/index.ts'
import type { PriceContext } from '../../engines/pricer/types.ts'
import type { Facts, Requirement, Sections, Shown } from '../approvals/index.ts'
import type { Customer } from '../customers/index.ts'
import type { Amounts, LineAmounts } from './amounts.ts'
import type { Content, Line } from './content.ts'
import { agreedAmounts, percentOf, shownFigures } from './figures.ts'
import { freeDays } from './free-days.ts'

/** What approval policies look at beside the quote itself. */
export type Around = {
  customer?: Customer | undefined
  ownerRoles: readonly string[]
  /** What the customer's other quotes of thirty days come to, in the company's currency. */
  recentOthers: string
  /** The price book the customer buys from, where they have one. */
  priceBook?: string | undefined
}

/** What approval policies can look at, of a quote as it stands. */
export function factsOf(content: Content, priced: Amounts, context: PriceContext, around: Around): Facts {
  const { customer } = around
  const made = new Map(priced.lines.map((line) => [line.id, line]))
  const sold = content.lines.filter((line) => made.get(line.id)?.counted)
  const products = new Map(context.products.map((product) => [product.code, product]))
  const agreed = agreedAmounts(content, priced)
  const free = freeDays(content, priced, context)
  const region = customer?.region ?? ''
  const convert = converter(context, content.currency)
  const inCompany = (amount: string) => convert(amount)?.replace(/^-/, '')
  const places = (priced.totals.total.split('.')[1] ?? '').length
  // An amendment is as large as what it changes, in whichever direction.
  const total = inCompany(priced.totals.total)
  const charged = sold.filter((line) => !line.givesBack)
  const lines = charged.map((line) =>
    factsOfLine(line, made.get(line.id), content, { convert, free: free.ofLine(line.id) }),
  )
  const margins = lines.flatMap((line) => line.marginPercent ?? [])
  return {
    total,
    net: inCompany(priced.totals.net),
    recentTotal: total && toPlaces(add(exact(total), exact(around.recentOthers)), 2),
    discountAmount: convert(toPlaces(agreed.discount, places)),
    discountPercent: percentOf(add(agreed.discount, free.worth), add(agreed.list, free.worth)),
    maxLineDiscountPercent: highest(lines.map((line) => line.discountPercent)) ?? '0.00',
    marginPercent: agreed.marginPercent,
    minLineMarginPercent: lowest(margins),
    belowFloor: priced.issues.some((issue) => /floor/.test(issue.code)),
    manualDiscount:
      content.manualDiscounts.length > 0 ||
      sold.some((line) => line.manualDiscounts.length > 0 || line.unitPriceOverride !== undefined),
    priceOverride: sold.some((line) => line.unitPriceOverride !== undefined),
    keptPrice: sold.some((line) => line.keptPrice !== undefined),
    trialDays: free.longest === 0 ? undefined : String(free.longest),
    givenBack: isZero(agreed.givenBack) ? undefined : convert(toPlaces(agreed.givenBack, places)),
    discountCodes: [...new Set([...content.discountCodes, ...sold.flatMap((line) => line.discountCodes)])],
    paymentTerms: content.paymentTerms,
    paymentTermsDays: daysToPay(content.paymentTerms),
    termsChanged: (content.terms ?? '').trim() !== '',
    notesWritten: [content.notes, ...content.lines.map((line) => line.notes)].some((text) => text?.trim()),
    termMonths: longestTerm(lines) ?? content.term?.months?.toString(),
    evergreen: charged.some((line) => made.get(line.id)?.term?.evergreen),
    validityDays: String(daysBetween(content.asOf.slice(0, 10), content.validUntil)),
    shippingChanged: content.shipping?.amount !== undefined,
    currency: content.currency,
    priceBook: content.priceBook,
    otherPriceBook: content.priceBook !== undefined && content.priceBook !== around.priceBook,
    lineCount: String(charged.length),
    products: [...new Set(sold.map((line) => line.product))],
    categories: [...new Set(sold.flatMap((line) => products.get(line.product)?.categories ?? []))],
    lines,
    customer: { segments: customer?.segments ?? [], region, country: region.slice(0, 2) },
    owner: { roles: [...around.ownerRoles] },
    companyCurrency: context.companyCurrency,
    requirements: requirementsOf(sold, priced, context),
    ...(total === undefined && {
      noRate: `there is no exchange rate from ${content.currency} to ${context.companyCurrency}, so the amount cannot be compared`,
    }),
  }
}

/** What price rules that ask for an approval found on the lines that count, each rule once. */
function requirementsOf(sold: readonly Line[], priced: Amounts, context: PriceContext): Requirement[] {
  const rules = new Map(context.rules.map((rule) => [rule.code, rule]))
  const found = new Map<string, Requirement>()
  const names = new Map<string, string>(sold.map((line) => [line.id, line.productName]))
  for (const { code, path, message } of priced.issues) {
    const [, line = '', , by = ''] = path
    const rule = code === 'rule.approval' && names.has(line) ? rules.get(by) : undefined
    if (rule?.requireApproval === undefined) continue
    const { name, requireApproval: why, approvalRole: role } = rule
    const known = found.get(rule.code) ?? { rule: rule.code, name, why, because: [], ...(role && { role }) }
    found.set(rule.code, { ...known, because: [...known.because, `${names.get(line)}: ${message}`] })
  }
  return [...found.values()]
}

/** Hashes of the parts of the content an approval can be given for. */
export function sectionsOf(content: Content, priced: Amounts, around: Pick<Around, 'ownerRoles'>): Sections {
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
      made?.term?.evergreen ? { ...line.term, evergreen: true } : line.term,
      line.decisions,
      openOf(line),
    ]
  })
  const { currency, term, priceBook, discountCodes } = content
  return {
    goods: hash([currency, term, priceBook, discountCodes, goods, priced.totals.total]),
    customer: hash([content.customer]),
    payment: hash([content.paymentTerms]),
    terms: hash([content.terms]),
    notes: hash([content.notes, content.lines.map((line) => line.notes)]),
    validity: hash([content.validUntil]),
    shipping: hash([content.shipping]),
    owner: hash([[...around.ownerRoles].sort()]),
  }
}

/** The quote as approvers see it, for comparing it with the next one. */
export function shownOf(content: Content, priced: Amounts, customer: Customer | undefined): Shown {
  const made = new Map(priced.lines.map((line) => [line.id, line]))
  const header: Record<string, string | undefined> = {
    customer: customer?.company,
    currency: content.currency,
    total: priced.totals.total,
    discount: `${shownFigures(content, priced).discountPercent} %`,
    term: content.term && termWords(content.term),
    'payment terms': content.paymentTerms,
    terms: content.terms && `“${content.terms.slice(0, 300)}”`,
    notes: content.notes && `“${content.notes.slice(0, 300)}”`,
    shipping: content.shipping?.amount,
    'valid until': content.validUntil,
  }
  return {
    header: Object.fromEntries(Object.entries(header).filter(([, value]) => value)) as Record<string, string>,
    lines: content.lines.map((line) => {
      const priceOf = made.get(line.id)
      return {
        id: line.id,
        name: line.productName,
        product: line.product,
        plan: line.plan,
        quantity: priceOf?.quantity ?? line.quantity,
        term: line.term && termWords(line.term),
        net: priceOf?.net,
        discountPercent: discountOf(priceOf),
        counted: priceOf?.counted ?? false,
        open: openOf(line),
      }
    }),
  }
}

/** What is left to the customer on a line, in words. */
function openOf({ optional, customerQuantity: bounds }: Line): string | undefined {
  const open = [optional && 'whether to take it', bounds && `from ${bounds.min} to ${bounds.max}`]
  return open.filter(Boolean).join(', ') || undefined
}

type Convert = (amount: string) => string | undefined

function factsOfLine(
  line: Line,
  made: LineAmounts | undefined,
  content: Content,
  { convert, free }: { convert: Convert; free: Exact },
): Facts['lines'][number] {
  const given = (line.term ?? content.term)?.months
  const months = made?.term && !made.term.evergreen ? monthsOf(made.term) : given
  return {
    product: line.product,
    plan: line.plan,
    quantity: made?.quantity ?? line.quantity,
    net: made && convert(made.net),
    discountPercent: discountOf(made, free),
    marginPercent: made && marginOf(made),
    termMonths: months === undefined ? undefined : String(months),
  }
}

/** A term is as long as its days say, by whatever it was given; a month that is begun counts. */
function monthsOf({ start, end }: { start: string; end: string }): number {
  const [from, to] = [start, end].map((day) => day.split('-').map(Number))
  const [years, months, days] = [0, 1, 2].map((place) => (to?.[place] ?? 0) - (from?.[place] ?? 0))
  return (years ?? 0) * 12 + (months ?? 0) + ((days ?? 0) > 0 ? 1 : 0)
}

function longestTerm(lines: Facts['lines']): string | undefined {
  const known = lines.flatMap((line) => line.termMonths ?? []).map(Number)
  return known.length === 0 ? undefined : String(Math.max(...known))
}

/** All that is taken off a line, its share of the quote's discounts too, and what free days are worth. */
function discountOf(made: LineAmounts | undefined, free: Exact = zero): string {
  if (!made) return '0.00'
  return percentOf(add(exact(made.discount), free), add(exact(made.gross), free))
}

/** The margin of a line in percent of what it sells for. */
function marginOf({ margin, net }: LineAmounts): string | undefined {
  if (margin === undefined || isZero(exact(net))) return undefined
  return percentOf(exact(margin), exact(net))
}

/**
 * The longest time that terms in free words can mean: the largest number in them, in days unless they say weeks,
 * months or years. "2 % within 10 days, net 60 days" gives 60.
 */
export function daysToPay(terms: string | undefined): string | undefined {
  const units: Record<string, number> = { w: 7, m: 30, y: 365 }
  const found = [...(terms ?? '').matchAll(/(\d+)\s*(%|[a-z]?)/gi)]
    .filter(([, , unit]) => unit !== '%')
    .map(([, number, unit = '']) => Number(number) * (units[unit.toLowerCase()] ?? 1))
  return found.length === 0 ? undefined : String(Math.max(...found))
}

/** Thresholds are in the company's currency, by the rates the quote was priced with; nothing where there is no rate. */
export function converter(context: PriceContext, currency: string): Convert {
  const company = context.companyCurrency
  const direct = context.exchangeRates.find((rate) => rate.from === currency && rate.to === company)
  const back = context.exchangeRates.find((rate) => rate.from === company && rate.to === currency)
  return (amount) => {
    if (currency === company) return amount
    if (direct) return toPlaces(round(multiply(exact(amount), exact(direct.rate)), 2), 2)
    if (back) return toPlaces(round(divide(exact(amount), exact(back.rate)), 2), 2)
    return undefined
  }
}

function highest(values: readonly string[]): string | undefined {
  return values.reduce<string | undefined>(
    (best, each) => (best === undefined || compare(exact(each), exact(best)) > 0 ? each : best),
    undefined,
  )
}

function lowest(values: readonly string[]): string | undefined {
  return values.reduce<string | undefined>(
    (best, each) => (best === undefined || compare(exact(each), exact(best)) < 0 ? each : best),
    undefined,
  )
}

function termWords({ start, months, end, evergreen }: NonNullable<Content['term']>): string {
  return [
    months && `${months} months`,
    start && `from ${start}`,
    end && `until ${end}`,
    evergreen && 'without an end',
  ]
    .filter(Boolean)
    .join(' ')
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
