import { type PriceContext, price, type Tier } from '../../../engines/pricer/index.ts'
import type { Adapter } from '../case.ts'
import { contextOf, lineOf, priceOf, requestOf, soldAs } from './shop.ts'

type ChargeTier = {
  upTo: string | null
  unitAmount?: string
  flatAmount?: string
  rate?: string
  percentOff?: string
  packageSize?: string
}

type ChargePrice = {
  model: string
  unitAmount?: string
  amount?: string
  listPrice?: string
  tiers?: ChargeTier[]
  packageSize?: string
  freeUnits?: string
  round?: string
  rate?: string
  freeAmount?: string
  fixedPerEvent?: string
  paidEvents?: string
  events?: string[]
  minPerEvent?: string
  maxPerEvent?: string
  first?: string
  additional?: string
  maxUnits?: string
  percentOff?: string
  minimumAmount?: string
  maximumAmount?: string
}

/** `charge`: one price model and a quantity. */
export const charge: Adapter = (given) => {
  const {
    quantity,
    previousQuantity,
    price: row,
  } = given.given as unknown as {
    quantity: string
    previousQuantity?: string
    price: ChargePrice
  }
  const events = row.events
    ? { amounts: row.events }
    : row.paidEvents === undefined
      ? undefined
      : { count: row.paidEvents }
  const context = contextOf(given, { ...soldAs('charge'), prices: [priceOf(given, 'charge', modelOf(row))] })
  const line = lineOf('charge', {
    quantity,
    ...(quantity.startsWith('-') ? { amends: 'charge' } : {}),
    ...(previousQuantity === undefined ? {} : { previousQuantity }),
    ...(events ? { events } : {}),
  })
  const [charged] = price(requestOf(given, [line]), context).lines
  const model = charged?.steps.find((step) => step.step === 'quantityModel')
  const whole = charged?.steps.find((step) => step.step === 'extend')
  return { amount: whole?.exact, unitPrice: model?.out.unitPrice, tiers: model?.parts }
}

/** The published form of a price as ours; a quantity of zero is charged, and only usage may be zero. */
function modelOf(row: ChargePrice): Partial<PriceContext['prices'][number]> {
  const common = {
    type: 'USAGE' as const,
    chargeAtZero: true,
    tierEnds: 'INCLUSIVE' as const,
    ...present({
      percentOff: row.percentOff,
      minimumAmount: row.minimumAmount,
      maximumAmount: row.maximumAmount,
    }),
    ...(row.tiers ? { tiers: tiersOf(row.tiers) } : {}),
    ...present({ unitAmount: row.unitAmount ?? row.listPrice }),
  }
  switch (row.model) {
    case 'per_unit':
      return { ...common, model: 'PER_UNIT' }
    case 'flat':
      return { ...common, model: 'FLAT', ...present({ flatAmount: row.amount }) }
    case 'graduated':
    case 'slab':
      return { ...common, model: 'GRADUATED' }
    case 'volume':
    case 'range':
    case 'block':
      return { ...common, model: 'VOLUME' }
    case 'package':
      return {
        ...common,
        model: 'PACKAGE',
        packageRounding: row.round === 'down' ? 'DOWN' : 'UP',
        ...present({ flatAmount: row.amount, packageSize: row.packageSize, freeUnits: row.freeUnits }),
      }
    case 'percentage':
      return {
        ...common,
        model: 'PERCENTAGE',
        ...present({
          percent: row.rate,
          freeUnits: row.freeAmount,
          flatAmount: row.fixedPerEvent,
          eventMinimum: row.minPerEvent,
          eventMaximum: row.maxPerEvent,
        }),
      }
    case 'first_and_additional':
      return {
        ...common,
        model: 'FIRST_AND_ADDITIONAL',
        ...present({ flatAmount: row.first, unitAmount: row.additional, maximumUnits: row.maxUnits }),
      }
    default:
      throw new Error(`There is no price model ${row.model}`)
  }
}

/** "Up to" tiers: each begins where the one before ends. */
function tiersOf(tiers: ChargeTier[]): Tier[] {
  return tiers.map((tier, index) => ({
    from: tiers[index - 1]?.upTo ?? '0',
    ...present({
      to: tier.upTo ?? undefined,
      unitAmount: tier.unitAmount,
      flatAmount: tier.flatAmount,
      percent: tier.rate,
      percentOff: tier.percentOff,
      packageSize: tier.packageSize,
    }),
  }))
}

function present<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string
  }
}
