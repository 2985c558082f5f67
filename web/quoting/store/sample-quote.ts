import type { Quote, QuoteLine } from '../../../contract/quotes.ts'

/** A small quote of the trade for the tests of this folder. */
export function sampleQuote(lines: Partial<QuoteLine>[] = [{}, { id: 'lin_cable00' }]): Quote {
  return {
    id: 'quo_sample00',
    number: 'QT-2026-SAMPLE00',
    version: 1,
    current: true,
    versions: [],
    status: 'DRAFT',
    expired: false,
    actions: ['submit', 'cancel'],
    editable: true,
    owner: { id: 'usr_anna0000', name: 'Anna Weber' },
    currency: 'EUR',
    asOf: '2026-11-20T09:00:00Z',
    revision: 4,
    latestRevision: 4,
    validUntil: '2026-12-20',
    discountCodes: [],
    manualDiscounts: [],
    quoteDiscounts: [],
    groups: [],
    lines: lines.map(sampleLine),
    charges: [],
    taxes: [],
    totals: { ...sampleTotals },
    issues: [],
    seq: 7,
    canUndo: false,
    canRedo: false,
    createdAt: '2026-11-20T09:00:00Z',
    updatedAt: '2026-11-20T09:00:00Z',
  }
}

export function sampleLine(fields: Partial<QuoteLine>, index = 0): QuoteLine {
  return {
    id: 'lin_tower00',
    position: index,
    product: 'WS-TOWER',
    productName: 'Tower workstation',
    plan: 'WS-TOWER',
    planName: 'Purchase',
    configurable: false,
    quantity: '1',
    perParent: false,
    quantityDecimals: 0,
    optional: false,
    status: 'PRICED',
    discountCodes: [],
    manualDiscounts: [],
    discounts: [],
    taxes: [],
    counted: true,
    ...fields,
  }
}

const zero = '0.00'
const sampleTotals: Quote['totals'] = {
  list: zero,
  subtotal: zero,
  lineDiscount: zero,
  quoteDiscount: zero,
  discount: zero,
  surcharge: zero,
  shipping: zero,
  net: zero,
  tax: zero,
  total: zero,
  rounding: zero,
  prepaid: zero,
  payable: zero,
  oneTime: zero,
  recurring: zero,
  perPeriod: {},
  usageEstimate: zero,
  mrr: zero,
  arr: zero,
  tcv: zero,
}
