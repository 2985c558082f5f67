import type { Quote, QuoteLine } from '../../../contract/quotes.ts'
import { add, exact, multiply, percentOf, round, subtract, toPlaces } from '../../../engines/money/index.ts'
import { deliveredTemplate } from '../delivered-template.ts'
import type { QuoteDocument } from '../quote-document.ts'

/**
 * A quote made by hand for the documents' own tests and benchmark: a configured machine, accessories in a group, seats
 * by the year, metered storage, discounts of all kinds. Its figures add up as the pricer's do.
 */
export function sampleDocument(more: Partial<QuoteDocument> = {}, lineCount = 0): QuoteDocument {
  return {
    quote: sampleQuote(lineCount),
    company: {
      name: 'Tarnholt Systems',
      legalName: 'Tarnholt Systems GmbH',
      street: 'Speicherkai 14',
      postalCode: '24103',
      city: 'Kiel',
      country: 'DE',
      email: 'sales@tarnholt.example',
      phone: '+49 431 5550 140',
      website: 'https://www.tarnholt.example',
      taxId: 'DE 345 678 912',
      registration: 'Amtsgericht Kiel, HRB 55512 KI',
    },
    customer: {
      company: 'Hansewerk Anlagenbau AG',
      billing: {
        id: 'adr_sample1',
        type: 'BILLING',
        recipient: 'Hansewerk Anlagenbau AG',
        street: 'Reiherstieg 41',
        postalCode: '20457',
        city: 'Hamburg',
        country: 'DE',
      },
      shipping: {
        id: 'adr_sample2',
        type: 'SHIPPING',
        recipient: 'Hansewerk, Werk 2, Tor 4',
        street: 'Industriestraße 9',
        postalCode: '21107',
        city: 'Hamburg',
        country: 'DE',
      },
      contact: 'Katrin Behrens',
      taxId: 'DE 811 204 337',
    },
    terms:
      'Prices hold until the date given above. Hardware is built to order and leaves our works ten to fifteen working ' +
      'days after we receive your order.\n\nGoods remain ours until they are paid in full.',
    template: deliveredTemplate,
    clauses: [],
    facts: {},
    language: 'en',
    zone: 'Europe/Berlin',
    preview: false,
    ...more,
  }
}

type Sketch = Partial<QuoteLine> & {
  id: QuoteLine['id']
  productName: string
  unitPrice: string
  quantity: string
}

function sampleQuote(lineCount: number): Quote {
  const workstation = priced({
    id: 'lin_machine1',
    productName: 'Pilot T4 tower workstation',
    unitPrice: '1190.00',
    quantity: '4',
    group: 'grp_seats1',
    configurable: true,
  })
  const parts = (
    [
      ['Mainboard W1, one MW6 socket, 8 memory slots', '749.00', '1'],
      ['Arcton W7 4.1 GHz, 24 cores', '1890.00', '1'],
      ['Memory 32 GB DDR5 RDIMM, ECC', '229.00', '4'],
      ['Lumera RT 4000 graphics card, 20 GB', '1390.00', '1'],
      ['SSD 2 TB NVMe M.2', '219.00', '1'],
      ['Linux for workstations, preinstalled', '0.00', '1'],
    ] as const
  ).map(([productName, unitPrice, quantity], index) =>
    priced(
      {
        id: `lin_part${index}00`,
        productName,
        unitPrice,
        quantity,
        parent: workstation.id,
        perParent: true,
        group: 'grp_seats1',
      },
      '4',
    ),
  )
  const many = Array.from({ length: lineCount }, (_, index) =>
    priced({
      id: `lin_many${String(index).padStart(5, '0')}`,
      productName: `Patch cable Cat 6A, colour ${index + 1}`,
      unitPrice: '4.90',
      quantity: String((index % 40) + 1),
    }),
  )
  const lines = [
    workstation,
    ...parts,
    priced({ id: 'lin_monitor', productName: 'Monitor 27", 4K, factory calibrated', unitPrice: '569.00', quantity: '8', group: 'grp_desks1', discount: '227.60', discounts: [{ code: 'SCREEN10', name: 'Monitor weeks', amount: '227.60', kind: 'CODE' }] }),
    priced({ id: 'lin_install', productName: 'Installation of a workstation at the desk', unitPrice: '89.00', quantity: '4' }),
    priced({ id: 'lin_headset', productName: 'Headset, noise-cancelling, USB', unitPrice: '129.00', quantity: '4', optional: true, counted: false }),
    ...many,
    { ...priced({ id: 'lin_seats1', productName: 'Bridge Pro', planName: 'Yearly by seat', unitPrice: '119.00', quantity: '4', unit: 'seat', type: 'RECURRING', interval: 'year' }), gross: '1428.00', net: '1428.00', serviceTerm: { start: '2026-12-01', end: '2029-12-01' }, periodNet: '476.00' },
    { ...priced({ id: 'lin_storage', productName: 'Vault backup storage', planName: 'Per GB and month, as stored', unitPrice: '0.049', quantity: '800', unit: 'GB', type: 'USAGE', counted: false }), gross: '39.20', net: '39.20' },
  ] // biome-ignore format: a table

  const counted = lines.filter((line) => line.counted)
  const total = (field: 'gross' | 'discount') =>
    money(counted.reduce((sum, line) => add(sum, exact(line[field] ?? '0')), exact('0')))
  const goods = money(subtract(exact(total('gross')), exact(total('discount'))))
  const loyal = money(round(percentOf(exact(goods), exact('3')), 2))
  const shipping = '119.00'
  const net = money(add(subtract(exact(goods), exact(loyal)), exact(shipping)))
  const tax = money(round(percentOf(exact(net), exact('19')), 2))
  const grand = money(add(exact(net), exact(tax)))
  const oneTime = money(subtract(exact(net), exact('1428.00')))
  return {
    id: 'quo_sample1',
    number: 'QT-2026-7K3M9QXA',
    version: 2,
    current: true,
    versions: [
      {
        version: 1,
        status: 'FINALIZED',
        total: grand,
        createdAt: '2026-11-02T09:15:00.000Z',
        createdBy: anna,
      },
      {
        version: 2,
        status: 'FINALIZED',
        total: grand,
        createdAt: '2026-11-20T14:30:00.000Z',
        createdBy: anna,
      },
    ],
    name: 'CAD seats for plant engineering',
    status: 'FINALIZED',
    expired: false,
    actions: [],
    editable: false,
    owner: anna,
    currency: 'EUR',
    asOf: '2026-11-20T14:30:00.000Z',
    revision: 1,
    latestRevision: 1,
    validUntil: '2026-12-20',
    paymentTerms: '30 days net',
    discountCodes: ['LOYAL3'],
    manualDiscounts: [],
    quoteDiscounts: [{ code: 'LOYAL3', name: 'Loyal customer, 3 %', amount: loyal, kind: 'CODE' }],
    groups: [
      { id: 'grp_seats1', name: 'Workstations', net: goods },
      { id: 'grp_desks1', name: 'Desks', net: goods },
    ],
    lines: lines.map((line, position) => ({ ...line, position })),
    charges: [
      {
        code: 'SHIP-DE',
        name: 'Shipping within Germany',
        kind: 'SHIPPING',
        net: shipping,
        tax: '22.61',
        total: '141.61',
      },
    ],
    taxes: [
      {
        code: 'DE-VAT',
        name: 'Umsatzsteuer 19 %',
        rate: '19',
        region: 'DE',
        base: net,
        amount: tax,
        inclusive: false,
      },
    ],
    totals: {
      ...{
        list: total('gross'),
        subtotal: total('gross'),
        lineDiscount: total('discount'),
        quoteDiscount: loyal,
      },
      ...{
        discount: money(add(exact(total('discount')), exact(loyal))),
        surcharge: '0.00',
        shipping,
        net,
        tax,
      },
      ...{ total: grand, rounding: '0.00', prepaid: '0.00', payable: grand, oneTime, recurring: '1428.00' },
      ...{ perPeriod: { '1 year': '476.00' }, usageEstimate: '39.20', mrr: '39.67', arr: '476.00', tcv: net },
    },
    issues: [],
    seq: 7,
    canUndo: false,
    canRedo: false,
    createdAt: '2026-11-02T09:15:00.000Z',
    updatedAt: '2026-11-20T15:00:00.000Z',
  }
}

const anna = { id: 'usr_anna00', name: 'Anna Kessler' }

/** A line with its amounts: `parents` is how many of what it is a part of. */
function priced(sketch: Sketch, parents = '1'): QuoteLine {
  const quantity = toPlaces(multiply(exact(sketch.quantity), exact(parents)), 0)
  const gross = money(multiply(exact(quantity), exact(sketch.unitPrice)))
  return {
    position: 0,
    product: sketch.id,
    plan: `${sketch.id}.BUY`,
    planName: 'Purchase',
    configurable: false,
    perParent: false,
    quantityDecimals: 0,
    optional: false,
    status: 'PRICED',
    discountCodes: [],
    manualDiscounts: [],
    type: 'ONE_TIME',
    effectiveQuantity: quantity,
    listUnitPrice: sketch.unitPrice,
    gross,
    discount: '0.00',
    net: money(subtract(exact(gross), exact(sketch.discount ?? '0'))),
    discounts: [],
    taxes: [],
    counted: true,
    ...sketch,
  }
}

function money(value: ReturnType<typeof exact>): string {
  return toPlaces(round(value, 2), 2)
}
