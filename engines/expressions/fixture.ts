import type { Facts, Scope } from './index.ts'

/** A quote line as a bicycle shop sees it; what the tests and the README speak of. */
export const scope: Scope = {
  quantity: { type: 'quantity', label: 'quantity' },
  discount: { type: 'percent', label: 'discount' },
  allowedDiscount: { type: 'percent', label: 'allowed discount' },
  margin: { type: 'percent', label: 'margin' },
  listPrice: { type: 'money', label: 'list price' },
  total: { type: 'money', label: 'total', currency: 'EUR' },
  budget: { type: 'money', label: 'budget', currency: 'USD' },
  weight: { type: 'number', label: 'weight' },
  productSku: { type: 'text', label: 'product' },
  'customer.segment': { type: 'text', label: 'segment' },
  'customer.segments': { type: 'list', of: { type: 'text' }, label: 'segments' },
  'customer.vip': { type: 'boolean', label: 'VIP' },
  validUntil: { type: 'date', label: 'valid until' },
  'attributes.*': { type: 'open' },
  lines: {
    type: 'list',
    label: 'lines',
    entry: 'line',
    of: {
      fields: {
        sku: { type: 'text' },
        discount: { type: 'percent', label: 'discount' },
        net: { type: 'money' },
        tags: { type: 'list', of: { type: 'text' }, max: 10 },
      },
    },
  },
}

export const facts: Facts = {
  quantity: '12',
  discount: '12',
  allowedDiscount: '10',
  listPrice: '99.90',
  total: '1200.00',
  budget: '1000',
  weight: '8.5',
  productSku: 'BIKE-RACE',
  customer: { segment: 'dealer', segments: ['gold', 'partner'], vip: true },
  validUntil: '2026-12-01',
  attributes: {
    gears: '22',
    colour: 'red',
    'frame-size': '56',
    lights: true,
    extras: ['bell', 'rack'],
    code: '007',
  },
  lines: [
    { sku: 'BIKE-RACE', discount: '5', net: '1000.00', tags: ['bike'] },
    { sku: 'HELMET', discount: '15', net: '50.00', tags: [] },
    { sku: 'BELL', net: '1.50', tags: ['small'] },
  ],
}
