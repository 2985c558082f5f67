import { type Condition, type PriceContext, price } from '../../../engines/pricer/index.ts'
import type { Adapter, Case } from '../case.ts'
import { contextOf, lineOf, priceOf, requestOf, soldAs } from './shop.ts'

type Candidate = {
  id: string
  match: Record<string, string | string[]>
  minQuantity?: string
  maxQuantity?: string
  from?: string
  to?: string
  price?: string
  percentOff?: string
  amountOff?: string
  multiplyBy?: string
  rate?: string
  priority?: number
}

type Selection = { context: Record<string, string | string[]>; candidates: Candidate[]; basePrice?: string }

/** `selection`: which of several prices or taxes applies. */
export const selection: Adapter = (given) => {
  const form = given.given as unknown as Selection
  return form.candidates.some((each) => each.rate !== undefined)
    ? ofTaxes(given, form)
    : ofPrices(given, form)
}

/** Candidates stand in a price book that falls back to the list, where the base price is. */
function ofPrices(given: Case, { context: facts, candidates, basePrice }: Selection) {
  const rows = candidates.map((each, index) =>
    priceOf(given, 'item', {
      code: each.id,
      priceBook: 'candidates',
      unitAmount: each.price ?? basePrice ?? '0',
      ...(each.percentOff === undefined ? {} : { percentOff: each.percentOff }),
      ...(each.amountOff === undefined ? {} : { amountOff: each.amountOff }),
      ...(each.multiplyBy === undefined ? {} : { factor: each.multiplyBy }),
      ...(each.minQuantity === undefined ? {} : { minQuantity: each.minQuantity }),
      ...(each.maxQuantity === undefined ? {} : { maxQuantity: each.maxQuantity }),
      ...datesOf(each),
      ...conditionsOf(given, each, facts),
      priority: priorityOf(given, each, index),
    }),
  )
  const list =
    basePrice === undefined ? [] : [priceOf(given, 'item', { code: 'base', unitAmount: basePrice })]
  const context = contextOf(given, {
    ...soldAs('item'),
    prices: [...rows, ...list],
    priceBooks: [
      { code: 'candidates', revision: 1, name: 'Candidates', currency: rows[0]?.currency ?? 'USD' },
    ],
  })
  const { quantity, date, ...attributes } = facts
  const request = requestOf(given, [lineOf('item', { quantity: absolute(quantity), attributes })], {
    priceBook: 'candidates',
    ...(typeof date === 'string' ? { asOf: date } : {}),
  })
  const [line] = price(request, context).lines
  return {
    chosen: line?.price === 'base' || line?.price === undefined ? null : line.price,
    unitPrice: line?.unitPrice,
  }
}

/** Facts of the context become categories of the product, "region=US": the conditions of taxes see no line. */
function ofTaxes(given: Case, { context: facts, candidates }: Selection) {
  const { date, ...rest } = facts
  const categories = Object.entries(rest).flatMap(([key, value]) =>
    [value].flat().map((each) => `${key}=${each}`),
  )
  const taxes = candidates.map((each, index): PriceContext['taxes'][number] => ({
    code: each.id,
    revision: 1,
    name: each.id,
    type: 'VAT',
    rate: each.rate ?? '0',
    region: '*',
    inclusive: false,
    ...datesOf(each),
    ...categoriesOf(each),
    priority: priorityOf(given, each, index),
  }))
  const context = contextOf(given, {
    ...soldAs('item', categories),
    prices: [priceOf(given, 'item', { unitAmount: '100' })],
    taxes,
  })
  const request = requestOf(given, [lineOf('item')], {
    customer: { id: 'buyer', segments: [], region: 'ANY', taxStatus: 'TAXABLE' },
    ...(typeof date === 'string' ? { asOf: date } : {}),
  })
  return { chosen: price(request, context).lines[0]?.taxes[0]?.code ?? null }
}

/** All that a candidate asks for: of a list to contain it, of a single fact to be it or one of several. */
function conditionsOf(given: Case, each: Candidate, facts: Selection['context']): { conditions?: Condition } {
  const conditions = Object.entries(each.match).flatMap(([key, value]): Condition[] => {
    const field = `attributes.${key}`
    if (Array.isArray(facts[key]))
      return [value].flat().map((entry): Condition => ({ field, op: 'contains', value: entry }))
    return [Array.isArray(value) ? { field, op: 'in', value } : { field, op: 'eq', value }]
  })
  if (given.policy?.maxQuantity === 'exclusive' && each.maxQuantity !== undefined)
    conditions.push({ field: 'quantity', op: 'lt', value: each.maxQuantity })
  return conditions.length ? { conditions: { operator: 'and', conditions } } : {}
}

function categoriesOf({ match }: Candidate): { conditions?: Condition } {
  const conditions = Object.entries(match).flatMap(([key, value]) =>
    [value]
      .flat()
      .map((each): Condition => ({ field: 'categories', op: 'contains', value: `${key}=${each}` })),
  )
  return conditions.length ? { conditions: { operator: 'and', conditions } } : {}
}

function datesOf({ from, to }: Candidate) {
  return {
    ...(from === undefined ? {} : { effectiveFrom: from }),
    ...(to === undefined ? {} : { effectiveTo: to }),
  }
}

/** Lower runs first with us, so "highest priority" documents are negated; of equals the one listed first. */
function priorityOf(given: Case, { priority }: Candidate, index: number): number {
  if (priority === undefined) return index
  return (given.policy?.pick === 'highest-priority' ? -priority : priority) * 1000 + index
}

/** A return is priced as what was bought. */
function absolute(quantity: string | string[] | undefined): string {
  return typeof quantity === 'string' ? quantity.replace('-', '') : '1'
}
