import { amountsOf, groupNets, quoteDiscountsOf } from '../../contract/priced-quote.ts'
import type { Quote, QuoteAction, QuoteChanges, QuoteLine } from '../../contract/quotes.ts'
import { maySay, type Sight, shownFields } from '../../contract/sight.ts'
import type { Customer } from '../customers/index.ts'
import { amountsByLine, type LineAmounts } from './amounts.ts'
import type { Content, Line } from './content.ts'
import { lineStatusOf } from './save-lines.ts'
import type { Head, Version } from './store.ts'

/** States in which the customer can still be changed, or matters before the quote is theirs. */
const beforeCustomer: ReadonlySet<string> = new Set(['DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'REJECTED'])

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
  sight: Sight
  today: string
}

/** A quote as the API shows it; without the figures its reader may not see. */
export function presentQuote(head: Head, version: Version, around: Surroundings): Quote {
  return presentWith(head, version, around, () => true)
}

/** What became of the quote since a state: the named lines, and the order of all where it is another one. */
export function presentChanges(
  head: Head,
  version: Version,
  around: Surroundings,
  changes: { since: number; lines: ReadonlySet<string>; reordered: boolean },
): QuoteChanges {
  const { lines, ...rest } = presentWith(head, version, around, (line) => changes.lines.has(line.id))
  return {
    ...rest,
    since: changes.since,
    changed: lines,
    ...(changes.reordered && { lineOrder: version.content.lines.map((line) => line.id) }),
  }
}

function presentWith(
  head: Head,
  version: Version,
  around: Surroundings,
  wanted: (line: Line) => boolean,
): Quote {
  const { content, priced } = version
  const made = amountsByLine(priced.lines)
  const nets = groupNets(content.groups, countedIn(content, made), priced.totals.net)
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
    contract: content.contract,
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
    quoteDiscounts: quoteDiscountsOf(priced.lines),
    groups: content.groups.map((group) => ({ ...group, net: nets.get(group.id) ?? '0' })),
    lines: content.lines.flatMap((line, index) =>
      wanted(line) ? presentLine(line, index, made(line.id, index), version, around.sight) : [],
    ),
    charges: priced.charges.flatMap(({ code, name, kind, net, tax, total }) =>
      kind === 'ALLOWANCE' || kind === 'CHARGE' ? [] : [{ code, name, kind, net, tax, total }],
    ),
    taxes: priced.taxes,
    totals: shownFields(around.sight, priced.totals),
    issues: [
      ...priced.issues.filter((issue) => maySay(around.sight, issue.code)),
      ...configurationIssues(content.lines),
      ...customerIssues(around.customer, version),
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
    template: head.template,
    archived: head.archived,
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
  made: LineAmounts | undefined,
  version: Version,
  sight: Sight,
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
    variant: line.variant,
    configurable: line.configurable,
    decisions: line.decisions,
    choices: line.choices,
    quantity: line.quantity,
    perParent: line.perParent,
    included: line.included,
    unit: line.unit,
    quantityDecimals: line.quantityDecimals,
    notes: line.notes,
    optional: line.optional,
    customerQuantity: line.customerQuantity,
    alternativeTo: line.alternativeTo,
    term: line.term,
    status: version.lineStatuses.get(line.id) ?? lineStatusOf(line, made),
    discountCodes: line.discountCodes,
    manualDiscounts: line.manualDiscounts as QuoteLine['manualDiscounts'],
    unitPriceOverride: line.unitPriceOverride,
    keptPrice: line.keptPrice,
    givesBack: line.givesBack,
    discounts: [],
    taxes: [],
    counted: false,
    ...(made && amountsOf(made, sight)),
  }
}

function countedIn({ groups, lines }: Content, made: ReturnType<typeof amountsByLine>) {
  if (groups.length === 0) return []
  return lines.map(({ id, group }, place) => {
    const priced = made(id, place)
    return { group, net: priced?.net, counted: priced?.counted ?? false }
  })
}

/** While there is something to be done about it. */
function customerIssues(customer: Customer | undefined, { status }: Version): Quote['issues'] {
  if (!customer || customer.active || !beforeCustomer.has(status)) return []
  return [
    {
      code: 'customer.inactive',
      severity: 'error',
      path: ['customer'],
      message: `${customer.company} is not active any more.`,
      suggestion: 'Choose another customer, or have this one activated again.',
    },
  ]
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
