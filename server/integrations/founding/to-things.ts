import { image } from '../../../contract/catalog.ts'
import type { Collection } from '../../../contract/founding.ts'
import type { ReferenceKind } from '../../../contract/revisions.ts'
import { add, exact, toText } from '../../../engines/money/index.ts'
import type { Document, Fields, Value } from './extended-json.ts'

export type Thing = { kind: ReferenceKind; code: string; body: Record<string, unknown> }
export type Made = { things: Thing[]; remarks: string[] }
export type Surroundings = { currency: string }

/** What a document of reference data is here; see docs/guide/founding-documents.md, field by field. */
export function toThings(collection: Collection, document: Document, around: Surroundings): Made {
  const { fields } = document
  switch (collection) {
    case 'prices':
      return priceThing(document)
    case 'pricing_rules':
      return ruleThing(document)
    case 'discounts':
      return discountThing(fields, around)
    case 'taxes':
      return taxThing(fields)
    default:
      return { things: [], remarks: [] }
  }
}

function priceThing({ fields, text: source }: Document): Made {
  const code = text(fields.code) ?? ''
  const remarks: string[] = []
  const known = given({
    name: text(fields.name),
    description: text(fields.description),
    attributes: freeValue(source, 'attributes'),
  })
  const categories = list(fields.categories) ?? []
  switch (fields.object) {
    case 'PRODUCT': {
      const images = list(fields.images) ?? []
      for (const each of images.filter((one) => !canBeShown(one)))
        remarks.push(
          `the product ${code} goes without the picture ${each}: its address must begin with https://`,
        )
      const body = given({
        ...known,
        categories,
        images: images.filter(canBeShown),
        url: text(fields.url),
        lifecycle: fields.active === false ? 'retired' : 'active',
      })
      return { things: [{ kind: 'products', code, body }], remarks }
    }
    case 'PLAN': {
      const body = given({
        ...known,
        product: text(fields.lookupKey),
        defaultPrice: text(fields.defaultPrice),
        active: fields.active !== false,
      })
      return { things: [{ kind: 'plans', code, body }], remarks }
    }
    case 'PRICE': {
      if (fields.active === false) {
        return { things: [], remarks: [`the price ${code} is not active; it is kept, and sells nothing`] }
      }
      const mode = text(fields.tiersMode)
      if (mode)
        remarks.push(`the price ${code} says tiersMode "${mode}" but has no tiers: it is a price per unit`)
      const recurring = fields.recurring
      const body = given({
        plan: text(fields.lookupKey),
        currency: text(fields.currency),
        type: text(fields.type),
        unitAmount: text(fields.unitAmount),
        recurring: isFields(recurring)
          ? given({
              interval: text(recurring.interval),
              intervalCount: whole(recurring.intervalCount),
              trialPeriodDays: whole(recurring.trialPeriodDays),
              usageType: text(recurring.usageType),
            })
          : undefined,
        taxBehavior: text(fields.taxBehavior),
        taxCode: text(fields.taxCode),
        discountCode: text(fields.discountCode),
        effectiveFrom: text(fields.priceEffectiveFrom),
        effectiveTo: text(fields.priceEffectiveTo),
      })
      return { things: [{ kind: 'prices', code, body }], remarks }
    }
    default:
      return { things: [], remarks: [`"${String(fields.object)}" is none of PRODUCT, PLAN, PRICE`] }
  }
}

function ruleThing({ id, fields, text: source }: Document): Made {
  const name = text(fields.ruleName) ?? id
  const segments = list(fields.customerSegmentIds)
  const product = text(fields.productId)
  const body = given({
    name,
    kind: text(fields.ruleType),
    priceBook: text(fields.priceListId),
    // Theirs: the higher first. Ours: the lower first.
    priority: negated(fields.priority),
    products: product === undefined ? undefined : [product],
    segments: segments && segments.length > 0 ? segments : undefined,
    tiers: tiersOf(fields.tiers),
    percentOff: text(fields.discountPercentage),
    amountOff: text(fields.discountAmount),
    conditions: conditionsOf(freeValue(source, 'conditions')),
    minQuantity: text(fields.minQuantity),
    maxQuantity: text(fields.maxQuantity),
    active: fields.active !== false,
    effectiveFrom: text(fields.effectiveFrom),
    effectiveTo: text(fields.effectiveTo),
  })
  return { things: [{ kind: 'rules', code: codeFrom(name, id), body }], remarks: [] }
}

/** Theirs include both bounds, ours end where the next begins. The price wins; the percentage is used without one. */
function tiersOf(value: Value | undefined): Record<string, unknown>[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const tiers = value.filter(isFields)
  return tiers.map((tier, index) => {
    const max = text(tier.maxQuantity)
    const next = text(tiers[index + 1]?.minQuantity)
    const price = text(tier.pricePerUnit)
    return given({
      from: text(tier.minQuantity),
      to: next ?? (max === undefined ? undefined : toText(add(exact(max), exact('1')))),
      unitAmount: price,
      percentOff: price === undefined ? text(tier.discountPercentage) : undefined,
    })
  })
}

function conditionsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return undefined
  const conditions = Object.entries(value).map(([field, wanted]) => ({
    field,
    op: Array.isArray(wanted) ? 'in' : 'eq',
    value: wanted as unknown,
  }))
  return { operator: 'and', conditions }
}

function discountThing(fields: Fields, { currency }: Surroundings): Made {
  const code = text(fields.discountCode) ?? ''
  const products = list(fields.productIds)
  const segments = list(fields.customerSegmentIds)
  const inMoney =
    fields.discountType === 'FIXED_AMOUNT' || text(fields.minPurchaseAmount) || text(fields.maxDiscountAmount)
  const remarks = inMoney
    ? [`the amounts of the discount ${code} name no currency; they are taken as ${currency}`]
    : []
  const body = given({
    name: text(fields.name),
    type: text(fields.discountType),
    value: text(fields.value),
    currency: inMoney ? currency : undefined,
    scope: products && products.length > 0 ? 'LINE' : 'QUOTE',
    products: products && products.length > 0 ? products : undefined,
    segments: segments && segments.length > 0 ? segments : undefined,
    minOrderValue: text(fields.minPurchaseAmount),
    maxAmount: text(fields.maxDiscountAmount),
    maxUsageCount: whole(fields.maxUsageCount),
    stackable: fields.combinable !== false,
    active: fields.active !== false,
    effectiveFrom: text(fields.effectiveFrom),
    effectiveTo: text(fields.effectiveTo),
  })
  return { things: [{ kind: 'discounts', code, body }], remarks }
}

function taxThing(fields: Fields): Made {
  const region = text(fields.region) ?? ''
  const product = text(fields.productId)
  const body = given({
    name: text(fields.name),
    type: text(fields.taxType),
    rate: text(fields.rate),
    region,
    product,
    category: text(fields.productCategory),
    inclusive: fields.inclusive === true,
    active: fields.active !== false,
    effectiveFrom: text(fields.effectiveFrom),
    effectiveTo: text(fields.effectiveTo),
  })
  const parts = [text(fields.taxCode), region, product ?? text(fields.productCategory)]
  return {
    things: [{ kind: 'taxes', code: parts.filter(Boolean).join('-').slice(0, 64), body }],
    remarks: [],
  }
}

/** "Volume Discount Tier 1" → "Volume-Discount-Tier-1". */
function codeFrom(name: string, id: string): string {
  const code = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
  return (code || id).slice(0, 64)
}

const isFields = (value: Value | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: Value | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
const whole = (value: Value | undefined): number | undefined =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : undefined
const list = (value: Value | undefined): string[] | undefined =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined
const canBeShown = (address: string) => image.safeParse(address).success
const negated = (value: Value | undefined): number | undefined => {
  const priority = whole(value)
  return priority === undefined ? undefined : 0 - priority
}

/** A value of any form, its numbers numbers. */
function freeValue(source: string, name: string): unknown {
  const value = (JSON.parse(source) as Record<string, unknown>)[name]
  return value ?? undefined
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
