import { type Exact, exact, parseDecimal } from '../../money/index.ts'
import type { ContractPrice, Decimal, Price, PriceModel, Published, Tier } from '../types.ts'

/** A price row with its numbers read once. Problems are kept and reported where the row would be used. */
export type PriceRow = {
  kind: 'price' | 'contractPrice'
  code: string
  revision: number
  row: Published<Price> | Published<ContractPrice>
  currency: string
  type: Price['type']
  model: PriceModel
  unit?: Exact | undefined
  flat?: Exact | undefined
  base?: Exact | undefined
  tiers: TierRow[]
  tierEnds: 'EXCLUSIVE' | 'INCLUSIVE'
  packageSize?: Exact | undefined
  packageDown: boolean
  free?: Exact | undefined
  maximumUnits?: Exact | undefined
  percent?: Exact | undefined
  percentOff?: Exact | undefined
  amountOff?: Exact | undefined
  times?: Exact | undefined
  minimum?: Exact | undefined
  maximum?: Exact | undefined
  eventMinimum?: Exact | undefined
  eventMaximum?: Exact | undefined
  chargeAtZero: boolean
  /** Decimals a converted or computed unit price is rounded to, before the currency's own are looked at. */
  scale: number
  cost?: Exact | undefined
  floor?: Exact | undefined
  target?: Exact | undefined
  net: boolean
  problem?: string | undefined
}

export type TierRow = {
  from: Exact
  to?: Exact | undefined
  unit?: Exact | undefined
  flat?: Exact | undefined
  percentOff?: Exact | undefined
  percent?: Exact | undefined
  packageSize?: Exact | undefined
}

/** Reads the numbers of a list or book price. */
export function readPrice(row: Published<Price>): PriceRow {
  const read = reader()
  const price: PriceRow = {
    kind: 'price',
    code: row.code,
    revision: row.revision,
    row,
    currency: row.currency.toUpperCase(),
    type: row.type,
    model: row.model,
    unit: read(row.unitAmount),
    flat: read(row.flatAmount),
    base: read(row.baseQuantity),
    tiers: readTiers(row.tiers, read),
    tierEnds: row.tierEnds ?? 'EXCLUSIVE',
    packageSize: read(row.packageSize),
    packageDown: row.packageRounding === 'DOWN',
    free: read(row.freeUnits),
    maximumUnits: read(row.maximumUnits),
    percent: read(row.percent),
    percentOff: read(row.percentOff),
    amountOff: read(row.amountOff),
    times: read(row.factor),
    minimum: read(row.minimumAmount),
    maximum: read(row.maximumAmount),
    eventMinimum: read(row.eventMinimum),
    eventMaximum: read(row.eventMaximum),
    chargeAtZero: row.chargeAtZero === true,
    scale: row.scale ?? decimalsOf(row.unitAmount),
    cost: read(row.cost),
    floor: read(row.floor),
    target: read(row.target),
    net: false,
  }
  price.problem = read.problem() ?? tierProblem(price.tiers)
  return price
}

/** Reads the numbers of a negotiated price; what it leaves open comes from the list price it stands for. */
export function readContractPrice(row: Published<ContractPrice>, list: PriceRow | undefined): PriceRow {
  const read = reader()
  const tiers = readTiers(row.tiers, read)
  const unit = read(row.unitAmount)
  const flat = read(row.flatAmount)
  const base =
    list ??
    readPrice({
      code: row.code,
      revision: row.revision,
      plan: row.plan,
      currency: row.currency,
      type: 'ONE_TIME',
      model: 'PER_UNIT',
    })
  const price: PriceRow = {
    ...base,
    kind: 'contractPrice',
    code: row.code,
    revision: row.revision,
    row,
    currency: row.currency.toUpperCase(),
    model:
      row.model ??
      (row.tiers
        ? 'VOLUME'
        : row.flatAmount !== undefined && row.unitAmount === undefined
          ? 'FLAT'
          : 'PER_UNIT'),
    unit,
    flat,
    tiers,
    scale: decimalsOf(row.unitAmount),
    net: row.net === true,
    percentOff: undefined,
    amountOff: undefined,
    times: undefined,
  }
  price.problem = read.problem() ?? tierProblem(tiers)
  return price
}

/** A formula for numbers of people's rows: remembers the first it could not read. */
export type NumberReader = { (text: Decimal | undefined): Exact | undefined; problem(): string | undefined }

/** Reads decimals of a row; "40-digit" amounts and more than 12 decimals are problems, not prices. */
export function reader(): NumberReader {
  let problem: string | undefined
  const read = ((text: Decimal | undefined) => {
    if (text === undefined || text === null) return undefined
    const value = parseDecimal(text)
    if (!value || tooLong(text)) {
      problem ??= value
        ? `${text} has more digits than a price can have`
        : `${String(text)} is not a decimal number`
      return undefined
    }
    return value
  }) as NumberReader
  read.problem = () => problem
  return read
}

/** More than 24 digits before the point or 12 after it. */
export function tooLong(text: string): boolean {
  const point = text.indexOf('.')
  const start = text.startsWith('-') || text.startsWith('+') ? 1 : 0
  return point < 0 ? text.length - start > 24 : point - start > 24 || text.length - point - 1 > 12
}

export function readTiers(tiers: Tier[] | undefined, read: NumberReader): TierRow[] {
  if (!tiers) return []
  const rows = tiers.map((tier) => ({
    from: read(tier.from) ?? exact('0'),
    to: read(tier.to),
    unit: read(tier.unitAmount),
    flat: read(tier.flatAmount),
    percentOff: read(tier.percentOff),
    percent: read(tier.percent),
    packageSize: read(tier.packageSize),
  }))
  return rows
}

function tierProblem(tiers: TierRow[]): string | undefined {
  for (const tier of tiers)
    if (tier.packageSize && tier.packageSize.n <= 0n) return 'a package of a tier has no size'
  return undefined
}

function decimalsOf(text: Decimal | undefined): number {
  const point = text?.indexOf('.') ?? -1
  return point < 0 ? 0 : (text as string).length - point - 1
}
