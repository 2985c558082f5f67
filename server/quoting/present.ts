import type { Quote, QuoteAction, QuoteLine } from '../../contract/quotes.ts'
import { add, exact, toPlaces } from '../../engines/money/index.ts'
import type { PricedLine } from '../../engines/pricer/types.ts'
import type { Customer } from '../customers/index.ts'
import { secretIssue } from '../pricing/index.ts'
import type { Line } from './content.ts'
import { type Head, lineStatusOf, type Version } from './store.ts'

export type Surroundings = {
  customer: Customer | undefined
  owner: { id: string; name: string }
  versions: Quote['versions']
  actions: QuoteAction[]
  editable: boolean
  latestRevision: number
  approval: Quote['approval']
  document: Quote['document']
  canUndo: boolean
  canRedo: boolean
  seesCosts: boolean
  today: string
}

/** A quote as the API shows it; without costs for those who may not see them. */
export function presentQuote(head: Head, version: Version, around: Surroundings): Quote {
  const { content, priced } = version
  const { cost, margin, marginPercent, ...totals } = priced.totals
  const made = new Map(priced.lines.map((line) => [line.id, line]))
  return {
    id: head.id,
    number: head.number,
    version: version.version,
    current: version.version === head.version,
    versions: around.versions,
    name: content.name,
    status: version.status,
    expired: isExpired(version, around.today),
    actions: version.version === head.version ? around.actions : [],
    editable: around.editable && version.version === head.version,
    customer: around.customer && {
      id: around.customer.id,
      company: around.customer.company,
      segments: around.customer.segments,
      country: around.customer.region?.slice(0, 2),
    },
    customerName: around.customer?.company,
    opportunity: content.opportunity,
    owner: around.owner,
    currency: content.currency,
    priceBook: content.priceBook,
    asOf: content.asOf,
    revision: content.revision,
    latestRevision: around.latestRevision,
    term: content.term,
    validUntil: content.validUntil,
    paymentTerms: content.paymentTerms,
    terms: content.terms,
    notes: content.notes,
    shippingMethod: content.shipping?.method,
    shippingAmount: content.shipping?.amount,
    discountCodes: content.discountCodes,
    manualDiscounts: content.manualDiscounts as Quote['manualDiscounts'],
    quoteDiscounts: quoteDiscounts(priced.lines),
    groups: content.groups.map((group) => ({
      ...group,
      net: netOf(content.lines, made, group.id, priced.totals.net),
    })),
    lines: content.lines.map((line, index) =>
      presentLine(line, index, made.get(line.id), version, around.seesCosts),
    ),
    charges: priced.charges.flatMap(({ code, name, kind, net, tax, total }) =>
      kind === 'ALLOWANCE' || kind === 'CHARGE' ? [] : [{ code, name, kind, net, tax, total }],
    ),
    taxes: priced.taxes,
    totals: { ...totals, ...(around.seesCosts ? { cost, margin, marginPercent } : {}) },
    issues: [
      ...priced.issues.filter((issue) => around.seesCosts || !secretIssue.test(issue.code)),
      ...configurationIssues(content.lines),
    ],
    approval: around.approval,
    order: head.orderId ? { id: head.orderId, number: head.orderNumber ?? '' } : undefined,
    document: around.document,
    acceptedBy:
      version.acceptedBy && version.acceptedAt
        ? { name: version.acceptedBy, at: version.acceptedAt.toISOString() }
        : undefined,
    seq: head.seq,
    canUndo: around.canUndo,
    canRedo: around.canRedo,
    createdAt: head.createdAt.toISOString(),
    updatedAt: version.updatedAt.toISOString(),
  }
}

/** Past its day and not answered; derived, never stored beside the status. */
export function isExpired(version: Pick<Version, 'status' | 'content'>, today: string): boolean {
  return (
    version.status === 'EXPIRED' || (version.status === 'FINALIZED' && version.content.validUntil < today)
  )
}

function presentLine(
  line: Line,
  position: number,
  made: PricedLine | undefined,
  version: Version,
  seesCosts: boolean,
): QuoteLine {
  return {
    id: line.id,
    position,
    parent: line.parent,
    variable: line.variable,
    group: line.group,
    product: line.product,
    productName: line.productName,
    image: line.image,
    plan: line.plan,
    planName: line.planName,
    configurable: line.configurable,
    decisions: line.decisions,
    choices: line.choices,
    quantity: line.quantity,
    perParent: line.perParent,
    unit: line.unit,
    quantityDecimals: line.quantityDecimals,
    notes: line.notes,
    optional: line.optional,
    term: line.term,
    status: version.lineStatuses.get(line.id) ?? lineStatusOf(line, made),
    discountCodes: line.discountCodes,
    manualDiscounts: line.manualDiscounts as QuoteLine['manualDiscounts'],
    unitPriceOverride: line.unitPriceOverride,
    discounts: [],
    taxes: [],
    counted: false,
    ...(made && amountsOf(made, seesCosts)),
  }
}

function amountsOf(made: PricedLine, seesCosts: boolean): Partial<QuoteLine> {
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
    discounts: made.discounts.map(({ code, name, amount, kind }) => ({ code, name, amount, kind })),
    taxes: made.taxes,
    counted: made.counted,
    ...(seesCosts && { cost: made.cost, margin: made.margin, floor: made.floor }),
  }
}

function intervalOf({ recurring }: PricedLine): string | undefined {
  if (!recurring) return undefined
  return recurring.intervalCount === 1
    ? recurring.interval
    : `${recurring.intervalCount} ${recurring.interval}s`
}

/** Discounts on the whole quote with what they came to over all lines. */
function quoteDiscounts(lines: readonly PricedLine[]): Quote['quoteDiscounts'] {
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

/** Sum of the counted lines of a group, written like the quote's own amounts. */
function netOf(lines: readonly Line[], made: Map<string, PricedLine>, group: string, like: string): string {
  let sum = exact('0')
  for (const line of lines) {
    const priced = made.get(line.id)
    if (line.group === group && priced?.counted) sum = add(sum, exact(priced.net))
  }
  return toPlaces(sum, (like.split('.')[1] ?? '').length)
}

function configurationIssues(lines: readonly Line[]): Quote['issues'] {
  return lines.flatMap((line) =>
    (line.configurationIssues ?? []).map((issue) => ({
      code: issue.code,
      severity: issue.severity,
      path: ['lines', line.id, ...(issue.path ? [issue.path] : [])],
      message: `${line.productName}: ${issue.message}`,
    })),
  )
}
