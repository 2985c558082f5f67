import fc from 'fast-check'
import {
  defaultPolicy,
  type Policy,
  type PriceContext,
  type PriceRequest,
  type RequestLine,
} from '../index.ts'
import { discount, list, rule, shop, tax } from './shop.ts'

/** A shop in which everything that reaches over lines is used: tiers and minimums of the quote, bundles, percentages. */
export function busyShop(policy: Partial<Policy> = {}): PriceContext {
  return shop({
    policy: { ...defaultPolicy, ...policy },
    prices: [
      list('workstation', { unitAmount: '999.99', cost: '600.00', floor: '500.00' }),
      list('seat', {
        type: 'RECURRING',
        model: 'VOLUME',
        tierScope: 'QUOTE',
        recurring: { interval: 'month', intervalCount: 1 },
        tiers: [
          { from: '0', to: '10', unitAmount: '10.01' },
          { from: '10', to: '40', unitAmount: '8.33' },
          { from: '40', unitAmount: '7' },
        ],
      }),
      list('cable', { unitAmount: '0.333', taxBehavior: 'inclusive' }),
      list('support', { model: 'PERCENT_OF_TOTAL', percent: '12.5', minimumAmount: '10' }),
    ],
    rules: [
      rule('vip', { percentOff: '3', segments: ['retail'], priority: 1 }),
      rule('pair', { kind: 'BUNDLE', products: ['WORKSTATION', 'SEAT'], percentOff: '5', priority: 2 }),
      rule('big', {
        percentOff: '1',
        priority: 3,
        conditions: { field: 'quote.quantity', op: 'gte', value: 30 },
      }),
      rule('red', {
        amountOff: '7',
        priority: 4,
        conditions: { field: 'attributes.colour', op: 'eq', value: 'red' },
      }),
    ],
    discounts: [
      discount('five', { value: '5', priority: 1 }),
      discount('rich', { type: 'FIXED_AMOUNT', value: '3', minOrderValue: '2000', priority: 2 }),
      discount('rivalA', { value: '2', stackable: false, priority: 3 }),
      discount('rivalB', { type: 'FIXED_AMOUNT', value: '4', stackable: false, priority: 3 }),
      discount('SHARED', { value: '7', scope: 'QUOTE', automatic: false, maxAmount: '250' }),
      discount('soft', { value: '1.5', scope: 'QUOTE', categories: ['software'], minOrderValue: '100' }),
    ],
    surcharges: [
      {
        code: 'handling',
        revision: 1,
        name: 'Handling',
        kind: 'HANDLING',
        scope: 'LINE',
        type: 'FIXED_AMOUNT',
        value: '1.11',
        categories: ['hardware'],
        priority: 1,
        taxCategory: 'std',
      },
      {
        code: 'ship',
        revision: 1,
        name: 'Shipping',
        kind: 'SHIPPING',
        scope: 'QUOTE',
        type: 'BY_WEIGHT',
        tiers: [
          { from: '0', to: '100', flatAmount: '9.99' },
          { from: '100', flatAmount: '29.99' },
        ],
        priority: 2,
      },
    ],
    taxes: [
      tax('standard', '19'),
      tax('reduced', '7', { category: 'software' }),
      tax('city', '1.5', { layer: 'city', on: ['standard', 'reduced'] }),
    ],
  })
}

const kinds = ['WORKSTATION', 'SEAT', 'CABLE', 'SUPPORT'] as const
const plans = { WORKSTATION: 'workstation', SEAT: 'seat', CABLE: 'cable', SUPPORT: 'support' }

/** Some line, sometimes a strange one. */
export function someLine(id: string, parents: string[] = []): fc.Arbitrary<RequestLine> {
  return fc
    .record({
      kind: fc.constantFrom(...kinds),
      quantity: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 1, max: 30 }).map(String) },
        { weight: 1, arbitrary: fc.constantFrom('0', '-1', '0.5', 'x', '1.25') },
      ),
      colour: fc.constantFrom(undefined, 'red', 'blue'),
      manual: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined, freq: 4 }),
      override: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined, freq: 8 }),
      excluded: fc.option(fc.constant(true), { nil: undefined, freq: 10 }),
      months: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined, freq: 5 }),
      parent: parents.length
        ? fc.option(fc.constantFrom(...parents), { nil: undefined, freq: 3 })
        : fc.constant(undefined),
    })
    .map(({ kind, quantity, colour, manual, override, excluded, months, parent }) => ({
      id,
      product: kind,
      plan: plans[kind],
      quantity,
      ...(colour ? { attributes: { colour } } : {}),
      ...(manual === undefined
        ? {}
        : {
            manualDiscounts: [
              { id: 'm', type: 'PERCENTAGE' as const, value: String(manual), reason: 'test' },
            ],
          }),
      ...(override === undefined ? {} : { unitPriceOverride: { value: String(override), reason: 'test' } }),
      ...(excluded ? { excluded } : {}),
      ...(months === undefined ? {} : { term: { months } }),
      ...(parent === undefined ? {} : { parent, perParent: true }),
    }))
}

/** A request with some lines, one of which may be counted per unit of the first. */
export const someRequest: fc.Arbitrary<PriceRequest> = fc
  .tuple(
    fc
      .integer({ min: 1, max: 9 })
      .chain((count) =>
        fc.tuple(
          ...Array.from({ length: count }, (_, index) => someLine(`L${index}`, index === 0 ? [] : ['L0'])),
        ),
      ),
    fc.boolean(),
  )
  .map(([lines, coded]) => ({
    currency: 'USD',
    asOf: '2026-11-20T12:00:00Z',
    customer: { id: 'acme', segments: ['retail'], region: 'DE', taxStatus: 'TAXABLE' as const },
    discountCodes: coded ? ['SHARED'] : [],
    lines,
  }))
