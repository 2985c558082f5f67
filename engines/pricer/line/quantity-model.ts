import {
  add,
  divide,
  type Exact,
  exact,
  isZero,
  larger,
  multiply,
  one,
  parseDecimal,
  percentOf,
  round,
  smaller,
  subtract,
  toText,
  zero,
} from '../../money/index.ts'
import { type ModelInput, type ModelResult, models, type Part } from '../models/index.ts'
import { formulaOf } from '../prepare/conditional.ts'
import type { PriceRow } from '../prepare/price-row.ts'
import { numbers } from '../trace.ts'
import type { Step } from '../types.ts'
import type { LineWork } from './work.ts'

/** Step 3: what the price's model makes of the quantity: a unit price, or an amount with its tiers. */
export function quantityModel(work: LineWork): void {
  const { price, line } = work
  if (!price) return
  const formula = price.kind === 'price' && 'formula' in price.row ? price.row.formula : undefined
  if (formula) return computed(work, price, formula)
  if (isZero(work.quantity) && !price.chargeAtZero && line.previousQuantity === undefined)
    return nothing(work)
  const input = inputOf(work, price)
  if (!input) return
  const result = rate(work, price, input)
  if ('problem' in result) return fallBack(work, price, result)
  const adjusted = bounded(work, price, result)
  work.basis = adjusted.basis
  work.running = adjusted.basis === 'UNIT' ? adjusted.unit : adjusted.amount
  work.steps?.push(words(work, price, result, adjusted))
}

function inputOf(work: LineWork, price: PriceRow): ModelInput | undefined {
  const { line, quantity } = work
  const events =
    line.events && ('count' in line.events ? countOf(line.events.count) : amountsOf(line.events.amounts))
  if (line.events && !events) {
    work.fail('quantity.events', 'events', 'The events of the line are not numbers.')
    return undefined
  }
  const tierScope = 'tierScope' in price.row ? price.row.tierScope : undefined
  let tierQuantity = quantity
  if (tierScope === 'QUOTE') {
    work.read(`tier:${line.plan}`)
    tierQuantity = work.quote.quantityOf(line.plan)
  }
  return { price, quantity, tierQuantity, events }
}

/** A credit of −10 is rated as 10 and turned round, so that it takes back what ten cost. */
function rate(work: LineWork, price: PriceRow, input: ModelInput): ModelResult {
  const model = price.model === 'PERCENT_OF_TOTAL' ? undefined : models[price.model]
  if (!model) return { problem: 'no-amount', because: () => `the model ${price.model} is not known` }
  if (input.quantity.n < 0n) {
    const turned = model({
      ...input,
      quantity: positive(input.quantity),
      tierQuantity: positive(input.tierQuantity),
    })
    return 'problem' in turned || turned.basis === 'UNIT'
      ? turned
      : { ...turned, amount: multiply(turned.amount, exact('-1')) }
  }
  const before = parseDecimal(work.line.previousQuantity)
  if (!before) return model(input)
  const upTo = add(before, input.quantity)
  const after = model({ ...input, quantity: upTo, tierQuantity: upTo })
  const already = model({ ...input, quantity: before, tierQuantity: before })
  if ('problem' in after) return after
  if ('problem' in already) return already
  const growth = subtract(amountOf(after, upTo), amountOf(already, before))
  const because = () => `only the growth: ${toText(input.quantity)} above the ${toText(before)} already rated`
  const parts = growthOf(partsOf(after, upTo), partsOf(already, before))
  return { basis: 'AMOUNT', amount: growth, because, ...(parts ? { parts } : {}) }
}

/** What each tier has more than before; tiers that have no more are left out. */
function growthOf(
  after: readonly Part[] | undefined,
  before: readonly Part[] | undefined,
): Part[] | undefined {
  return after?.flatMap((part) => {
    const former = before?.find(({ tier }) => tier === part.tier)
    if (!former) return [part]
    const amount = subtract(part.amount, former.amount)
    const quantity = subtract(part.quantity, former.quantity)
    return isZero(amount) && isZero(quantity) ? [] : [{ ...part, quantity, amount }]
  })
}

/** What the row takes off, then at least the minimum and at most the maximum: those make an amount of a unit price. */
function bounded(work: LineWork, price: PriceRow, result: Rated): Rated {
  let now = result
  const { times, amountOff, percentOff } = price
  const change = (by: (value: Exact) => Exact) => {
    now = now.basis === 'UNIT' ? { ...now, unit: by(now.unit) } : { ...now, amount: by(now.amount) }
  }
  if (times) change((value) => multiply(value, times))
  if (amountOff) change((value) => subtract(value, amountOff))
  if (percentOff) change((value) => subtract(value, percentOf(value, percentOff)))
  if (!price.minimum && !price.maximum) return now
  let amount =
    now.basis === 'UNIT' ? divide(multiply(work.quantity, now.unit), price.base ?? one) : now.amount
  if (price.minimum) amount = larger(amount, price.minimum)
  if (price.maximum) amount = smaller(amount, price.maximum)
  return {
    basis: 'AMOUNT',
    amount,
    because: now.because,
    ...('parts' in now && now.parts ? { parts: now.parts } : {}),
  }
}

/** Where no tier fits, the list price per unit, said aloud; without one the line has no price. */
function fallBack(work: LineWork, price: PriceRow, result: { problem: string; because: () => string }): void {
  const because = result.because()
  const code = result.problem === 'no-tier' ? 'price.tier-hole' : 'price.incomplete'
  if (result.problem !== 'no-tier' || !price.unit) {
    return work.fail(
      code,
      'quantity',
      `${price.code} gives no price: ${because}.`,
      'Correct the tiers of the price.',
    )
  }
  work.report(
    code,
    'warning',
    'quantity',
    `${price.code}: ${because}; the list price per unit is taken.`,
    'Correct the tiers of the price.',
  )
  work.basis = 'UNIT'
  work.running = price.unit
  const unit = price.unit
  work.steps?.push({
    step: 'quantityModel',
    source: { kind: price.kind, code: price.code, revision: price.revision },
    because: [because, 'the list price per unit is taken instead'],
    in: { quantity: toText(work.quantity) },
    out: { unitPrice: toText(unit) },
  })
}

/** A unit price made by a formula is rounded to price scale (R1). */
function computed(work: LineWork, price: PriceRow, text: string): void {
  const formula = formulaOf(text)
  if (!formula.ok)
    return work.fail(
      'formula.invalid',
      'plan',
      `The formula of ${price.code} cannot be used: ${formula.message}`,
    )
  for (const field of formula.fields) if (field.startsWith('quote.')) work.read(field)
  work.listed = price.unit ?? zero
  const facts = { ...work.facts(), unitPrice: toText(work.listed) }
  const result = formula.evaluate(facts)
  const value = result.ok ? (result.exact as Exact | undefined) : undefined
  if (!result.ok || !value) {
    const why = result.ok ? 'it gives no amount' : result.issue.message
    return work.fail('formula.failed', 'plan', `The formula of ${price.code} gives no price: ${why}`)
  }
  const places = Math.max(price.scale, work.run.units)
  work.basis = 'UNIT'
  work.running = round(value, places, work.run.mode)
  const rounded = work.running
  work.steps?.push({
    step: 'quantityModel',
    source: { kind: price.kind, code: price.code, revision: price.revision },
    because: [`formula ${text}`],
    in: { unitAmount: toText(price.unit ?? zero), quantity: toText(work.quantity) },
    exact: toText(value),
    rounded: toText(rounded),
    rounding: { point: 'R1', mode: work.run.mode, step: toText(exact(`1/${10n ** BigInt(places)}`)) },
    out: { unitPrice: toText(rounded) },
  })
}

/** Quantity zero is charged only where the price says so. */
function nothing(work: LineWork): void {
  work.basis = 'AMOUNT'
  work.running = zero
  work.steps?.push({
    step: 'quantityModel',
    because: ['a quantity of zero costs nothing'],
    in: { quantity: '0' },
    out: { amount: '0' },
  })
}

type Rated = Exclude<ModelResult, { problem: string }>

/** The step in words: what the model gave, and what the row's bounds made of it. */
function words(work: LineWork, price: PriceRow, plain: Rated, result: Rated): Step {
  const { quantity } = work
  const parts = partsOf(result, quantity)
  const value = result.basis === 'UNIT' ? result.unit : result.amount
  const average = result.basis === 'UNIT' || isZero(quantity) ? undefined : divide(result.amount, quantity)
  const bounds = boundsOf(price, plain.basis)
  return {
    step: 'quantityModel',
    source: { kind: price.kind, code: price.code, revision: price.revision },
    because: [result.because(), ...bounds.because],
    in: {
      model: price.model,
      quantity: toText(quantity),
      price: toText(plain.basis === 'UNIT' ? plain.unit : plain.amount),
      ...bounds.numbers,
    },
    formula: bounds.formula,
    exact: toText(value),
    ...(parts
      ? {
          parts: parts.map((part) => ({
            from: toText(part.tier.from),
            quantity: toText(part.quantity),
            amount: toText(part.amount),
          })),
        }
      : {}),
    out: numbers({
      unitPrice: result.basis === 'UNIT' ? toText(result.unit) : average && toText(average),
      amount: result.basis === 'UNIT' ? undefined : toText(result.amount),
    }),
  }
}

/** The tiers an amount is made of; all units at one tier are one part. */
function partsOf(result: Rated, quantity: Exact): readonly Part[] | undefined {
  if (result.basis === 'AMOUNT') return result.parts
  return result.tier && [{ quantity, amount: multiply(quantity, result.unit), tier: result.tier }]
}

/** What `bounded` did, as arithmetic to be done again. */
function boundsOf(
  price: PriceRow,
  basis: 'UNIT' | 'AMOUNT',
): { formula: string; numbers: Record<string, string>; because: string[] } {
  const { times, amountOff, percentOff, minimum, maximum, base } = price
  let formula = 'price'
  if (times) formula = `${formula} * times`
  if (amountOff) formula = `(${formula} - amountOff)`
  if (percentOff) formula = `(${formula} - ${formula} * percentOff / 100)`
  if ((minimum || maximum) && basis === 'UNIT')
    formula = base ? `quantity * ${formula} / baseQuantity` : `quantity * ${formula}`
  if (minimum) formula = `max(${formula}, minimum)`
  if (maximum) formula = `min(${formula}, maximum)`
  return {
    formula,
    numbers: numbers({
      times: times && toText(times),
      amountOff: amountOff && toText(amountOff),
      percentOff: percentOff && toText(percentOff),
      minimum: minimum && toText(minimum),
      maximum: maximum && toText(maximum),
      baseQuantity: (minimum || maximum) && base ? toText(base) : undefined,
    }),
    because: [
      ...(times ? [`times ${toText(times)}`] : []),
      ...(amountOff ? [`${toText(amountOff)} off`] : []),
      ...(percentOff ? [`${toText(percentOff)} % off`] : []),
      ...(minimum ? [`at least ${toText(minimum)}`] : []),
      ...(maximum ? [`at most ${toText(maximum)}`] : []),
    ],
  }
}

function amountOf(result: Rated, quantity: Exact): Exact {
  return result.basis === 'UNIT' ? multiply(quantity, result.unit) : result.amount
}

function positive(value: Exact): Exact {
  return value.n < 0n ? { n: -value.n, scale: value.scale, d: value.d } : value
}

function countOf(text: string): { count: Exact } | undefined {
  const count = parseDecimal(text)
  return count && { count }
}

function amountsOf(texts: string[]): { amounts: Exact[] } | undefined {
  const amounts = texts.map(parseDecimal)
  return amounts.every((amount) => amount !== undefined) ? { amounts: amounts as Exact[] } : undefined
}
