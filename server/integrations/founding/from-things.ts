import type { ReferenceKind } from '../../../contract/revisions.ts'
import { exact, subtract, toText } from '../../../engines/money/index.ts'
import { number } from './extended-json.ts'

type Body = Record<string, unknown>
type Tier = { from: string; to?: string; unitAmount?: string; percentOff?: string }

/** The fields of a document that say what a thing here says. */
export function fieldsFrom(kind: ReferenceKind, body: Body): Body {
  switch (kind) {
    case 'products':
      return {
        object: 'PRODUCT',
        code: body.code,
        lookupKey: null,
        active: body.lifecycle === 'active' || body.lifecycle === 'deprecated',
        ...named(body),
        categories: body.categories ?? [],
        images: body.images ?? [],
        attributes: body.attributes ?? {},
        url: body.url ?? null,
      }
    case 'plans':
      return {
        object: 'PLAN',
        code: body.code,
        lookupKey: body.product,
        active: body.active ?? true,
        ...named(body),
        defaultPrice: body.defaultPrice ?? null,
        attributes: body.attributes ?? {},
      }
    case 'prices':
      return {
        object: 'PRICE',
        code: body.code,
        lookupKey: body.plan,
        active: true,
        name: body.code,
        priceEffectiveFrom: body.effectiveFrom ?? null,
        priceEffectiveTo: body.effectiveTo ?? null,
        currency: String(body.currency).toLowerCase(),
        type: body.type,
        unitAmount: decimal(body.unitAmount),
        recurring: body.recurring ?? null,
        taxBehavior: body.taxBehavior ?? 'unspecified',
        tiersMode: body.model === 'GRADUATED' ? 'graduated' : body.model === 'VOLUME' ? 'volume' : null,
        discountCode: body.discountCode ?? null,
        taxCode: body.taxCode ?? null,
      }
    case 'rules':
      return {
        ruleName: body.name,
        ruleType: body.kind,
        productId: (body.products as string[] | undefined)?.[0] ?? null,
        priceListId: body.priceBook ?? null,
        priority: 0 - Number(body.priority ?? 0),
        tiers: ((body.tiers ?? []) as Tier[]).map(tierFrom),
        discountPercentage: decimal(body.percentOff),
        discountAmount: decimal(body.amountOff),
        customerSegmentIds: body.segments ?? [],
        conditions: body.conditions ?? {},
        minQuantity: decimal(body.minQuantity),
        maxQuantity: decimal(body.maxQuantity),
        ...dated(body),
      }
    case 'discounts':
      return {
        discountCode: body.code,
        name: body.name,
        discountType: body.type,
        value: decimal(body.value),
        productIds: body.products ?? [],
        customerSegmentIds: body.segments ?? [],
        minPurchaseAmount: decimal(body.minOrderValue),
        maxDiscountAmount: decimal(body.maxAmount),
        maxUsageCount: body.maxUsageCount ?? null,
        combinable: body.stackable ?? true,
        ...dated(body),
      }
    case 'taxes':
      return {
        taxCode: body.taxCode ?? body.type,
        name: body.name,
        rate: decimal(body.rate),
        productCategory: body.category ?? null,
        productId: body.product ?? null,
        region: body.region,
        taxType: body.type,
        inclusive: body.inclusive ?? false,
        ...dated(body),
      }
    default:
      return {}
  }
}

const named = (body: Body) => ({ name: body.name, description: body.description ?? null })
const dated = (body: Body) => ({
  active: body.active ?? true,
  effectiveFrom: body.effectiveFrom ?? null,
  effectiveTo: body.effectiveTo ?? null,
})
const decimal = (value: unknown) => (typeof value === 'string' ? number(value) : null)

/** Ours end where the next begins, theirs with the last unit. */
function tierFrom({ from, to, unitAmount, percentOff }: Tier): Body {
  return {
    minQuantity: number(from),
    maxQuantity: to === undefined ? null : number(toText(subtract(exact(to), exact('1')))),
    pricePerUnit: decimal(unitAmount),
    discountPercentage: decimal(percentOff),
  }
}
