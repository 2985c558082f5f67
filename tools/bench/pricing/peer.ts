import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type PriceContext, type PriceRequest, price } from '../../../engines/pricer/index.ts'
import { contextOf } from './workload.ts'

const folder = join(import.meta.dirname, '../peer')

/** What the other engine is asked: the totals of a cart whose discounts are amounts already. */
type Cart = {
  currency_code: string
  items: {
    id: string
    unit_price: number
    quantity: number
    is_tax_inclusive: boolean
    adjustments: { id: string; code: string; amount: number; is_tax_inclusive: boolean }[]
    tax_lines: { id: string; code: string; rate: number }[]
  }[]
  shipping_methods: {
    id: string
    amount: number
    is_tax_inclusive: boolean
    adjustments: []
    tax_lines: { id: string; code: string; rate: number }[]
  }[]
}
type Peer = (cart: Cart, config: { includeTaxes: boolean }) => { total: unknown }

const count = 10_000

/** Lines a second of both engines on the same work, ours with its trace; nothing where the other cannot be installed. */
export function comparePeer(): Record<string, number> {
  const peer = loadPeer()
  if (!peer) return {}
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < 30; round++) {
    const cart = cartOf(count)
    theirs.push(secondsOf(() => void peer(cart, { includeTaxes: true })))
    const { request, context } = sameQuote(count)
    ours.push(secondsOf(() => void price(request, context).lines.length))
  }
  // The round that other programs on the machine disturbed least, of each.
  const perSecond = (seconds: number[]) => count / Math.min(...seconds)
  return {
    'pricing.linesPerSecond': perSecond(ours),
    'pricing.peer.linesPerSecond': perSecond(theirs),
    'pricing.peerRatio': perSecond(ours) / perSecond(theirs),
  }
}

/** The cart totals of an open commerce engine, installed here from its own lock file; undefined where that cannot be done. */
function loadPeer(): Peer | undefined {
  if (!existsSync(join(folder, 'node_modules/@medusajs/utils')) && !install()) return undefined
  const load = createRequire(join(folder, 'package.json'))
  try {
    const { decorateCartTotals } = load('@medusajs/utils') as { decorateCartTotals: Peer }
    return decorateCartTotals
  } catch (problem) {
    console.log(`  The engine to compare with cannot be loaded: ${String(problem)}`)
    return undefined
  }
}

function install(): boolean {
  const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status === 0) return true
  const lines = String(stderr ?? '')
    .trim()
    .split('\n')
  console.log(`  The engine to compare with could not be installed, so there is no ratio: ${lines.at(-1)}`)
  return false
}

const rates = [19, 7, 16, 5]

/** Quantity × unit price, a discount on two of three lines, four tax rates, shipping. */
function cartOf(count: number): Cart {
  const taxed = (index: number) => [
    { id: `tax-${index}`, code: `vat-${index % 4}`, rate: rates[index % 4] as number },
  ]
  return {
    currency_code: 'eur',
    items: Array.from({ length: count }, (_, index) => ({
      id: `L${index}`,
      unit_price: 100 + (index % 50) + 0.99,
      quantity: 1 + (index % 9),
      is_tax_inclusive: false,
      adjustments:
        index % 3 === 2 ? [] : [{ id: `a${index}`, code: 'five', amount: 5, is_tax_inclusive: false }],
      tax_lines: taxed(index),
    })),
    shipping_methods: [
      { id: 'ship', amount: 12.5, is_tax_inclusive: false, adjustments: [], tax_lines: taxed(0) },
    ],
  }
}

/** The same for our engine, whose discount is a rule that picks its lines. */
export function sameQuote(count: number): { request: PriceRequest; context: PriceContext } {
  const prices = Array.from({ length: 50 * 4 * 3 }, (_, index) => ({
    code: `item-${index}`,
    unitAmount: `${100 + (index % 50)}.99`,
    discounted: index % 3 !== 2,
    category: `tax-${index % 4}`,
  }))
  const context = contextOf({
    products: prices.map(({ code, category, discounted }) => ({
      code,
      revision: 1,
      name: code,
      categories: discounted ? [category, 'discounted'] : [category],
    })),
    plans: prices.map(({ code }) => ({ code, revision: 1, product: code, name: code })),
    prices: prices.map(({ code, unitAmount }) => ({
      code: `${code}-list`,
      revision: 1,
      plan: code,
      currency: 'EUR',
      type: 'ONE_TIME',
      model: 'PER_UNIT',
      unitAmount,
    })),
    rules: [],
    discounts: [
      {
        code: 'five',
        revision: 1,
        name: 'Five off',
        type: 'FIXED_AMOUNT',
        value: '5',
        scope: 'LINE',
        automatic: true,
        stackable: true,
        priority: 1,
        categories: ['discounted'],
      },
    ],
    surcharges: [
      {
        code: 'ship',
        revision: 1,
        name: 'Shipping',
        kind: 'SHIPPING',
        scope: 'QUOTE',
        type: 'FIXED_AMOUNT',
        value: '12.50',
        priority: 1,
        taxCategory: 'tax-0',
      },
    ],
  })
  const request: PriceRequest = {
    currency: 'EUR',
    asOf: '2026-11-20T12:00:00Z',
    customer: { id: 'buyer', segments: ['retail'], region: 'DE', taxStatus: 'TAXABLE' },
    lines: Array.from({ length: count }, (_, index) => {
      const code = `item-${index % prices.length}`
      return { id: `L${index}`, product: code, plan: code, quantity: String(1 + (index % 9)) }
    }),
  }
  return { request, context }
}

/** Of processor time: what else runs on the machine slows both down, but not equally at the same moment. */
function secondsOf(work: () => void): number {
  const started = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1_000_000
}
