import {
  type Discount,
  type LineRole,
  type ManualCharge,
  type ManualDiscount,
  type PriceContext,
  type Priced,
  type Published,
  price,
  type RequestLine,
} from '../../../engines/pricer/index.ts'
import type { Adapter, Case } from '../case.ts'
import { contextOf, lineOf, priceOf, requestOf, soldAs } from './shop.ts'

type Adjustment = {
  id: string
  kind?: 'discount' | 'charge'
  type: string
  value: string
  base?: string
  cap?: string
}

type OrderAdjustment = Adjustment & {
  spread?: 'lines' | 'each' | 'document'
  taxes?: string[]
  lines?: string[]
  targetRole?: string
  priority?: number
  exclusive?: boolean
  minSubtotal?: string
  minQuantity?: string
  minLineQuantity?: string
  maxQuantity?: string
}

type DocumentLine = {
  id: string
  quantity: string
  unitPrice: string
  priceBaseQuantity?: string
  priceIncludesTax?: boolean
  taxes?: string[]
  role?: 'item' | 'shipping' | 'surcharge'
  minUnitPrice?: string
  adjustments?: Adjustment[]
}

type DocumentTax = { rate?: string; amountPerUnit?: string; inclusive?: boolean; on?: string[] }

type Document = {
  lines: DocumentLine[]
  orderAdjustments?: OrderAdjustment[]
  taxes?: Record<string, DocumentTax>
  prepaid?: string
  payableRounding?: string
}

const roles: Record<string, LineRole> = { item: 'GOODS', shipping: 'SHIPPING', surcharge: 'SURCHARGE' }

/** `document`: lines with their own adjustments, adjustments of the whole, taxes, what is payable. */
export const document: Adapter = (given) => {
  const form = given.given as unknown as Document
  const adjustments = form.orderAdjustments ?? []
  const context = contextOf(given, {
    products: form.lines.flatMap((line) => soldAs(line.id).products),
    plans: form.lines.flatMap((line) => soldAs(line.id).plans),
    prices: form.lines.map((line) => priceOf(given, line.id, rowOf(line, form.taxes ?? {}))),
    taxes: Object.entries(form.taxes ?? {}).map(([code, tax]) => taxOf(code, tax, form.lines)),
    discounts: adjustments.flatMap((each, index) => (isRule(each) ? [discountOf(given, each, index)] : [])),
  })
  const request = requestOf(
    given,
    form.lines.map((line) => requestLine(line, form.taxes ?? {})),
    {
      manualDiscounts: adjustments.filter((each) => !isRule(each) && each.spread !== 'document').map(byHand),
      charges: adjustments.filter((each) => each.spread === 'document').map(chargeOf),
      ...(form.prepaid === undefined ? {} : { prepaid: form.prepaid }),
      ...(form.payableRounding === undefined ? {} : { payableRounding: form.payableRounding }),
    },
  )
  return answer(price(request, context), adjustments)
}

/** Discounts become rules; what is charged on top, or is a percentage of a given amount, is entered by hand. */
function isRule(each: OrderAdjustment): boolean {
  return each.spread !== 'document' && each.kind !== 'charge' && !isAmount(each.base)
}

/** What an adjustment of the whole is entered by hand as: on its lines only. */
function byHand(each: OrderAdjustment): ManualDiscount {
  return {
    ...manualOf(each),
    ...(each.lines ? { lines: each.lines } : {}),
    role: roles[each.targetRole ?? 'item'] ?? 'GOODS',
    base: isAmount(each.base) ? { amount: each.base } : baseOf(each.base),
  }
}

function baseOf(base: string | undefined): 'RUNNING' | 'ORIGINAL' | 'GROSS' {
  return base === 'gross' ? 'GROSS' : base === 'afterLine' ? 'ORIGINAL' : 'RUNNING'
}

function rowOf(
  line: DocumentLine,
  taxes: Record<string, DocumentTax>,
): Partial<PriceContext['prices'][number]> {
  // A tax that says itself whether prices contain it beats what the line says.
  const decided = line.taxes?.some((code) => taxes[code]?.inclusive !== undefined)
  return {
    unitAmount: line.unitPrice,
    taxBehavior: decided ? 'unspecified' : line.priceIncludesTax ? 'inclusive' : 'exclusive',
    ...(line.priceBaseQuantity === undefined ? {} : { baseQuantity: line.priceBaseQuantity }),
    ...(line.minUnitPrice === undefined ? {} : { floor: line.minUnitPrice }),
  }
}

function requestLine(line: DocumentLine, taxes: Record<string, DocumentTax>): RequestLine {
  return lineOf(line.id, {
    quantity: line.quantity,
    role: roles[line.role ?? 'item'] ?? 'GOODS',
    taxes: (line.taxes ?? []).filter((code) => taxes[code]),
    manualDiscounts: (line.adjustments ?? []).map((each) => ({
      ...manualOf(each),
      base: each.base === 'running' ? 'RUNNING' : isAmount(each.base) ? { amount: each.base } : 'ORIGINAL',
    })),
    ...(line.quantity.startsWith('-') ? { amends: line.id } : {}),
  })
}

function manualOf(each: Adjustment): ManualDiscount {
  return {
    id: each.id,
    type: each.type === 'percent' ? 'PERCENTAGE' : each.type === 'setTotal' ? 'FIXED_TOTAL' : 'FIXED_AMOUNT',
    value: each.value,
    reason: each.id,
    ...(each.type === 'amountPerUnit' ? { per: 'PER_UNIT' as const } : {}),
    ...(each.cap === undefined ? {} : { maxAmount: each.cap }),
    ...(each.kind === 'charge' ? { surcharge: true } : {}),
    ...(isAmount(each.base) ? { base: { amount: each.base } } : {}),
  }
}

function discountOf(given: Case, each: OrderAdjustment, index: number): Published<Discount> {
  const byLine = each.spread === 'each' || each.minLineQuantity !== undefined
  const higherFirst = given.policy?.priorityOrder === 'higher-first'
  const order = each.priority ?? index
  const least = byLine ? each.minLineQuantity : each.minQuantity
  return {
    code: each.id,
    revision: 1,
    name: each.id,
    type: each.type === 'percent' ? 'PERCENTAGE' : each.type === 'setTotal' ? 'FIXED_TOTAL' : 'FIXED_AMOUNT',
    value: each.value,
    scope: 'QUOTE',
    spread: byLine ? 'EACH' : 'SHARED',
    automatic: true,
    stackable: !each.exclusive,
    // Higher first means lower when negated: with us the lower number runs first.
    priority: higherFirst && each.priority !== undefined ? -order : order,
    base: baseOf(each.base),
    role: roles[each.targetRole ?? 'item'] ?? 'GOODS',
    ...(each.type === 'amountPerUnit' ? { per: 'PER_UNIT' as const } : {}),
    ...(each.cap === undefined ? {} : { maxAmount: each.cap }),
    ...(each.lines ? { products: each.lines } : {}),
    ...(each.minSubtotal === undefined ? {} : { minOrderValue: each.minSubtotal }),
    ...(least === undefined ? {} : { minQuantity: least }),
    ...(each.maxQuantity === undefined ? {} : { maxUnits: each.maxQuantity }),
  }
}

function chargeOf(each: OrderAdjustment): ManualCharge {
  return {
    id: each.id,
    kind: each.kind === 'charge' ? 'CHARGE' : 'ALLOWANCE',
    type: each.type === 'percent' ? 'PERCENTAGE' : 'FIXED_AMOUNT',
    value: each.value,
    taxes: each.taxes ?? [],
    ...(isAmount(each.base) ? { base: each.base } : {}),
  }
}

/** A tax that does not say whether prices contain it follows the lines it is on. */
function taxOf(code: string, tax: DocumentTax, lines: DocumentLine[]): PriceContext['taxes'][number] {
  const taxed = lines.filter((line) => line.taxes?.includes(code))
  return {
    code,
    revision: 1,
    name: code,
    type: 'CUSTOM',
    region: '*',
    inclusive: tax.inclusive ?? (taxed.length > 0 && taxed.every((line) => line.priceIncludesTax)),
    ...(tax.rate === undefined ? {} : { rate: tax.rate }),
    ...(tax.amountPerUnit === undefined ? {} : { amountPerUnit: tax.amountPerUnit }),
    ...(tax.on ? { on: tax.on } : {}),
  }
}

function answer(priced: Priced, adjustments: OrderAdjustment[]) {
  const { totals, lines, taxes } = priced
  const { GOODS: goods, SHIPPING: shipping } = totals.byRole
  const onDocument = adjustments.some((each) => each.spread === 'document' && each.kind !== 'charge')
  const steps = [
    ...lines.flatMap((line) => line.steps),
    ...priced.charges.flatMap((each) => each.steps),
    ...priced.steps,
  ]
  return {
    lines: lines.map((line) => ({
      id: line.id,
      gross: line.gross,
      lineDiscount: line.lineDiscount,
      discount: line.discount,
      amountBeforeOrder: line.afterLineDiscounts,
      amount: line.amount,
      net: line.net,
      tax: line.tax,
      total: line.total,
      adjustments: line.discounts.map((each) => ({ id: each.code, amount: each.amount })),
    })),
    taxes,
    // An allowance is a negative charge of ours; the amount as such stands in its step.
    adjustments: steps
      .filter((step) => step.source && !step.rejected)
      .map((step) => ({ id: step.source?.code, amount: step.rounded })),
    totals: {
      subtotal: totals.subtotal,
      linesNet: totals.afterLineDiscounts,
      lineDiscount: totals.lineDiscount,
      orderDiscount: onDocument ? totals.allowance : totals.quoteDiscount,
      orderCharge: totals.surcharge,
      discount: totals.discount,
      itemsNet: goods.net,
      itemsGross: goods.total,
      itemsAmount: goods.amount,
      shippingNet: shipping.net,
      shippingGross: shipping.total,
      shippingAmount: shipping.amount,
      net: totals.net,
      tax: totals.tax,
      includedTax: totals.includedTax,
      addedTax: totals.addedTax,
      gross: totals.total,
      rounding: totals.rounding,
      payable: totals.payable,
    },
  }
}

function isAmount(base: string | undefined): base is string {
  return base !== undefined && /^-?\d/.test(base)
}
