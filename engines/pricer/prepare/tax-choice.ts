import { type Exact, exact, parseDecimal, toText, zero } from '../../money/index.ts'
import { isEffective } from '../time/moment.ts'
import type { Published, Tax } from '../types.ts'
import { gateOf } from './conditional.ts'
import type { Run } from './run.ts'

/** One tax as it concerns a line: with its rate, and whether the price contains it. */
export type AppliedTax = {
  code: string
  name: string
  revision: number
  region: string
  rate: Exact
  rateText: string
  perUnit?: Exact | undefined
  inclusive: boolean
  on: readonly string[]
  /** Taken out of the price, but not charged: an exempt customer, a customer abroad. */
  removed: boolean
  reason?: string
  /** Lines whose tax is rounded as one sum. */
  group: string
}

/** All taxes of a line; lines with the same key are taxed alike. */
export type TaxSignature = {
  key: string
  taxes: readonly AppliedTax[]
  /** Keys of the sums such lines belong to, made once. */
  buckets: (string | undefined)[]
}

export type TaxAim = {
  product?: string | undefined
  categories: readonly string[]
  taxCategory?: string | undefined
  taxCode?: string | undefined
  behavior: 'inclusive' | 'exclusive' | 'unspecified'
  /** Decided elsewhere: these and no others. */
  codes?: readonly string[] | undefined
}

/** No tax at all. */
export const untaxed: TaxSignature = { key: '', taxes: [], buckets: [] }

/** Finds the taxes of a line: per layer the most specific by region, product, category, segment and date. */
export class TaxChoice {
  readonly #run: Run
  readonly #known = new Map<string, TaxSignature>()
  readonly #ranks = new Map<string, Map<string, number>>()

  constructor(run: Run) {
    this.#run = run
  }

  of(aim: TaxAim): TaxSignature {
    if (this.#run.prepared.taxes.length === 0) return untaxed
    const key = `${aim.product}|${aim.taxCategory}|${aim.taxCode}|${aim.behavior}|${aim.codes?.join(',') ?? '*'}|${aim.product ? '' : aim.categories}`
    let signature = this.#known.get(key)
    if (!signature) {
      signature = this.#signature(aim)
      this.#known.set(key, signature)
    }
    return signature
  }

  #signature(aim: TaxAim): TaxSignature {
    const { header, policy } = this.#run
    const region = header.shipping?.region ?? header.customer?.region
    const chosen = this.#choose(aim, region)
    const status = header.customer?.taxStatus ?? 'TAXABLE'
    const relieved = status !== 'TAXABLE'
    const reason = !relieved
      ? undefined
      : status === 'REVERSE_CHARGE'
        ? 'REVERSE_CHARGE'
        : (header.customer?.exemptionReason ?? 'EXEMPT')
    const abroad =
      policy.homeRegion !== undefined && region !== undefined && !this.#isWithin(region, policy.homeRegion)
    const contained = (row: Published<Tax>) => this.#contains(row, aim)
    const keepNet = policy.exemptInclusive === 'KEEP_NET'
    const taxes: AppliedTax[] = []
    if ((relieved || abroad) && keepNet) {
      const home = policy.homeRegion === undefined ? chosen : this.#choose(aim, policy.homeRegion)
      for (const row of home) if (contained(row)) taxes.push(applied(row, { inclusive: true, removed: true }))
    }
    for (const row of chosen) {
      const inclusive = contained(row) && !((relieved || abroad) && keepNet)
      taxes.push(
        applied(row, { inclusive: inclusive && !relieved, removed: false, ...(reason ? { reason } : {}) }),
      )
    }
    if (taxes.length === 0) return untaxed
    return { key: taxes.map((tax) => tax.group).join('+'), taxes, buckets: [] }
  }

  /** The price decides; where it leaves it open, the tax rule. */
  #contains(row: Published<Tax>, aim: TaxAim): boolean {
    return aim.behavior === 'unspecified' ? row.inclusive : aim.behavior === 'inclusive'
  }

  #choose(aim: TaxAim, region: string | undefined): Published<Tax>[] {
    const { taxes } = this.#run.prepared
    if (aim.codes) {
      return aim.codes.flatMap((code) => taxes.find((row) => row.code === code && this.#isOpen(row)) ?? [])
    }
    if (region === undefined) return []
    const best = new Map<string, { row: Published<Tax>; rank: number[] }>()
    for (const row of taxes) {
      const rank = this.#rank(row, aim, region)
      if (!rank) continue
      const layer = row.layer ?? row.type
      const rival = best.get(layer)
      if (!rival || precedes(rank, row, rival)) best.set(layer, { row, rank })
    }
    return [...best.values()]
      .map(({ row }) => row)
      .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
  }

  /** How specific a rule is for a line; undefined when it does not concern it. */
  #rank(row: Published<Tax>, aim: TaxAim, region: string): number[] | undefined {
    const place = this.#ranksOf(region).get(row.region.toUpperCase())
    if (place === undefined || !this.#isOpen(row)) return undefined
    if (row.product && row.product !== aim.product) return undefined
    if (row.category && row.category !== aim.taxCategory && !aim.categories.includes(row.category))
      return undefined
    if (row.taxCode && row.taxCode !== aim.taxCode) return undefined
    if (row.segment && !this.#run.segments.has(row.segment)) return undefined
    const gate = gateOf(row)
    if (!gate.holds({ facts: () => this.#facts(aim, region) })) return undefined
    const subject = row.product ? 3 : row.taxCode ? 2 : row.category ? 1 : 0
    const ranks = [place, subject, row.segment ? 1 : 0, gate.count]
    return this.#run.policy.selection === 'PRIORITY'
      ? [-(row.priority ?? 0), ...ranks]
      : [...ranks, -(row.priority ?? 0)]
  }

  #isOpen(row: Published<Tax>): boolean {
    return row.active !== false && isEffective(row, this.#run.at)
  }

  #facts(aim: TaxAim, region: string): Record<string, unknown> {
    const { customer, asOf } = this.#run.header
    return {
      product: aim.product,
      productSku: aim.product,
      categories: aim.categories,
      region,
      currency: this.#run.currency,
      asOf: asOf.slice(0, 10),
      customer: customer && { ...customer },
    }
  }

  /** "US-CA" lies in "US-CA", then "US", then the unions either belongs to, then everywhere. */
  #ranksOf(region: string): Map<string, number> {
    let ranks = this.#ranks.get(region)
    if (!ranks) {
      ranks = new Map()
      const pieces = region.toUpperCase().split('-')
      const unions = this.#run.prepared.context.regions ?? {}
      for (let length = pieces.length; length > 0; length--) {
        const part = pieces.slice(0, length).join('-')
        ranks.set(part, Math.max(length, ranks.get(part) ?? 0))
        for (const union of unions[part] ?? [])
          ranks.set(union.toUpperCase(), ranks.get(union.toUpperCase()) ?? 0)
      }
      if (!ranks.has('*')) ranks.set('*', -1)
      this.#ranks.set(region, ranks)
    }
    return ranks
  }

  /** Is the region the home region, or a part of it? */
  #isWithin(region: string, home: string): boolean {
    return this.#ranksOf(region).has(home.toUpperCase())
  }
}

function precedes(
  rank: number[],
  row: Published<Tax>,
  rival: { row: Published<Tax>; rank: number[] },
): boolean {
  for (let index = 0; index < rank.length; index++) {
    const difference = (rank[index] as number) - (rival.rank[index] as number)
    if (difference !== 0) return difference > 0
  }
  return row.code < rival.row.code
}

function applied(
  row: Published<Tax>,
  how: { inclusive: boolean; removed: boolean; reason?: string },
): AppliedTax {
  const full = parseDecimal(row.rate ?? '0') ?? zero
  const rate = how.reason ? zero : full
  const perUnit = how.reason || row.amountPerUnit === undefined ? undefined : exact(row.amountPerUnit)
  const kind = how.removed ? 'removed' : how.inclusive ? 'incl' : 'excl'
  const rateText = toText(rate)
  return {
    code: row.code,
    name: row.name,
    revision: row.revision,
    region: row.region,
    rate,
    rateText,
    perUnit,
    inclusive: how.inclusive,
    on: row.on ?? [],
    removed: how.removed,
    ...(how.reason ? { reason: how.reason } : {}),
    group: `${row.code}:${rateText}:${kind}${how.reason ? `:${how.reason}` : ''}`,
  }
}
