import { add, type Exact, subtract, zero } from '../../money/index.ts'
import type { LineState } from '../line/state.ts'
import { recurringOf } from '../line/term.ts'
import type { TaxSignature } from '../prepare/tax-choice.ts'
import type { LineRole, Price, PricedCharge, Recurring } from '../types.ts'

/** Sums of lines that are taxed, charged and counted alike. */
export type Bucket = {
  key: string
  signature: TaxSignature
  type: Price['type']
  recurring: Recurring | undefined
  factor: Exact
  evergreen: boolean
  role: LineRole
  counted: boolean
  /** Neither counted nor optional nor failed: an estimate of usage. */
  estimate: boolean
  count: number
  list: bigint
  gross: bigint
  lineDiscount: bigint
  amount: bigint
  /** Only where a tax is a fixed amount per unit. */
  quantity: Exact
  cost: bigint
  /** How many of the lines know their cost. */
  costed: number
}

/** Sums of line charges that are taxed alike. */
export type ChargeBucket = {
  key: string
  signature: TaxSignature
  kind: PricedCharge['kind']
  count: number
  amount: bigint
}

export type Sums = {
  buckets: ReadonlyMap<string, Bucket>
  charges: ReadonlyMap<string, ChargeBucket>
  goods: bigint
}

export const noSums: Sums = { buckets: new Map(), charges: new Map(), goods: 0n }

/** The sums after some lines went and others came. Whole numbers add up the same in any order. */
export function sumsAfter(former: Sums, gone: Iterable<LineState>, come: Iterable<LineState>): Sums {
  const buckets = new Map(former.buckets)
  const fresh = new Set<Bucket>()
  let charges: Map<string, ChargeBucket> | undefined
  let { goods } = former
  const count = (line: LineState, sign: 1 | -1) => {
    const bucket = own(line)
    const { base } = line
    const by = sign === 1 ? 1n : -1n
    bucket.count += sign
    if (sign === 1) {
      bucket.list += base.list
      bucket.gross += base.gross
      bucket.lineDiscount += line.lineDiscount
      bucket.amount += line.amount
    } else {
      bucket.list -= base.list
      bucket.gross -= base.gross
      bucket.lineDiscount -= line.lineDiscount
      bucket.amount -= line.amount
    }
    if (hasUnitTax(base.signature)) {
      bucket.quantity =
        sign === 1 ? add(bucket.quantity, base.quantity) : subtract(bucket.quantity, base.quantity)
    }
    const { cost } = line
    if (cost !== undefined) {
      bucket.cost += sign === 1 ? cost : -cost
      bucket.costed += sign
    }
    if (base.counted && base.role === 'GOODS') goods += sign === 1 ? base.gross : -base.gross
    if (bucket.count === 0) buckets.delete(line.bucket)
    if (line.charges.length && base.counted) {
      charges ??= new Map(former.charges)
      for (const charge of line.charges) {
        const key = `${charge.kind}|${charge.signature.key}`
        const sum = charges.get(key)
        const next = {
          key,
          signature: charge.signature,
          kind: charge.kind,
          count: (sum?.count ?? 0) + sign,
          amount: (sum?.amount ?? 0n) + by * charge.amount,
        }
        if (next.count === 0) charges.delete(key)
        else charges.set(key, next)
      }
    }
  }
  for (const line of gone) count(line, -1)
  for (const line of come) count(line, 1)
  return { buckets, charges: charges ?? former.charges, goods }

  /** A bucket of these sums alone: the former ones belong to the former quote. */
  function own(line: LineState): Bucket {
    const known = buckets.get(line.bucket)
    if (known && fresh.has(known)) return known
    const bucket = known ? { ...known } : emptyBucket(line)
    fresh.add(bucket)
    buckets.set(line.bucket, bucket)
    return bucket
  }
}

/** In an order that depends on what the buckets are, not on when they came. */
export function bucketsInOrder(sums: Sums): Bucket[] {
  return [...sums.buckets.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

function hasUnitTax(signature: TaxSignature): boolean {
  return signature.taxes.some((tax) => tax.perUnit !== undefined)
}

function emptyBucket({ base, bucket: key }: LineState): Bucket {
  return {
    key,
    signature: base.signature,
    type: base.type,
    recurring: base.type === 'RECURRING' ? recurringOf(base) : undefined,
    factor: base.factor,
    evergreen: base.term?.evergreen === true,
    role: base.role,
    counted: base.counted,
    estimate: !base.failed && !base.line.excluded && base.type === 'USAGE',
    count: 0,
    list: 0n,
    gross: 0n,
    lineDiscount: 0n,
    amount: 0n,
    quantity: zero,
    cost: 0n,
    costed: 0,
  }
}
