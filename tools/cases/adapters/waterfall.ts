import { type PriceContext, type PriceRule, price } from '../../../engines/pricer/index.ts'
import type { Adapter } from '../case.ts'
import { modeOf } from '../policy.ts'
import { contextOf, lineOf, priceOf, requestOf, soldAs } from './shop.ts'

type Step = { op: string; value: string; of?: string[]; increment?: string; mode?: string; round?: string }

/** `waterfall`: a price through steps. Each step is a price rule; a percentage of other amounts is a price of its own. */
export const waterfall: Adapter = (given) => {
  const { start, steps } = given.given as unknown as { start: string; steps: Step[] }
  const from = steps.findLastIndex((step) => step.op === 'percentOfSum')
  const base = steps[from]
  const rules = steps.flatMap((step, index) =>
    index > from ? [ruleOf(step, index, given.policy?.roundingMode)] : [],
  )
  const others = (base?.of ?? []).map((amount, index) => ({ id: `other-${index}`, amount }))
  const context = contextOf(given, {
    products: [...soldAs('price').products, ...others.flatMap(({ id }) => soldAs(id).products)],
    plans: [...soldAs('price').plans, ...others.flatMap(({ id }) => soldAs(id).plans)],
    prices: [
      priceOf(
        given,
        'price',
        base ? { model: 'PERCENT_OF_TOTAL', percent: base.value } : { unitAmount: start },
      ),
      ...others.map(({ id, amount }) => priceOf(given, id, { unitAmount: amount })),
    ],
    rules: rules.map((rule) => ({ ...rule, products: ['price'] })),
  })
  const lines = [lineOf('price'), ...others.map(({ id }) => lineOf(id))]
  const [line] = price(requestOf(given, lines), context).lines
  const taken = line?.steps.filter((step) => step.step === 'priceRule' && !step.rejected) ?? []
  const model = line?.steps.find((step) => step.step === 'quantityModel')
  const begin = model?.out.amount ?? model?.out.unitPrice
  const after = (index: number) =>
    index < from
      ? undefined
      : index === from
        ? begin
        : taken.find((step) => step.source?.code === codeOf(index))?.out.running
  return { steps: steps.map((_, index) => after(index)), result: after(steps.length - 1) ?? begin }
}

function codeOf(index: number): string {
  return `step-${index}`
}

function ruleOf(step: Step, index: number, mode: string | undefined): PriceContext['rules'][number] {
  return {
    code: codeOf(index),
    revision: 1,
    name: codeOf(index),
    kind: 'CONDITIONAL',
    priority: index,
    ...effectOf(step),
    ...(step.increment === undefined
      ? {}
      : {
          rounding: {
            step: step.increment,
            mode: modeOf(step.mode ?? mode),
            of: step.round === 'amount' ? 'AMOUNT' : 'PRICE',
          },
        }),
  }
}

function effectOf({ op, value }: Step): Partial<PriceRule> {
  switch (op) {
    case 'set':
      return { setPrice: value }
    case 'percentOff':
      return { percentOff: value }
    case 'percentOffStart':
      return { percentOff: value, percentBase: 'START' }
    case 'percentUp':
      return { percentUp: value }
    case 'amountOff':
      return { amountOff: value }
    case 'amountUp':
      return { amountUp: value }
    case 'multiply':
      return { factor: value }
    case 'divide':
      return { divisor: value }
    case 'floor':
      return { minPrice: value }
    case 'cap':
      return { maxPrice: value }
    default:
      throw new Error(`There is no waterfall step ${op}`)
  }
}
