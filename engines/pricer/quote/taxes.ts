import {
  add,
  decimal,
  divide,
  type Exact,
  hundred,
  multiply,
  one,
  powerOfTen,
  roundQuotient,
  roundToUnits,
  shareOut,
  sum,
  wholeWeights,
  zero,
} from '../../money/index.ts'
import type { Run } from '../prepare/run.ts'
import type { AppliedTax, TaxSignature } from '../prepare/tax-choice.ts'
import { onOneDivisor, shareParts } from './share-parts.ts'

/** Something that is taxed: a line, a charge, or a sum of lines that are taxed alike. */
export type TaxItem = { amount: bigint; quantity: Exact; signature: TaxSignature }

export type TaxedGroup = {
  tax: AppliedTax
  /** Without tax, but with the taxes this one is levied on. */
  base: bigint
  exact: Exact
  amount: bigint
}

export type Taxed = {
  groups: TaxedGroup[]
  /** For each item: its net amount and its part of each of its taxes, in the order of its signature. */
  nets: bigint[]
  shares: bigint[][]
}

/**
 * Step 12. Contained taxes are taken out first: the gross is sacred, and all of them are divided out at once. The others
 * are added to what is left, compound ones after those they are levied on. A group's tax is rounded as one sum (R5) and
 * shared over its items by largest remainder (R6); by line, each item is rounded by itself.
 */
export function taxItems(run: Run, items: readonly TaxItem[]): Taxed {
  const work = new TaxWork(run, items)
  work.takeOut()
  work.putOn()
  return { groups: work.groupsInOrder(), nets: work.nets, shares: work.shares }
}

/** One item's part in a group: exact tax as a fraction of smallest units. */
type Part = { item: number; place: number; exact: Exact }

class TaxWork {
  readonly run: Run
  readonly items: readonly TaxItem[]
  readonly nets: bigint[]
  readonly shares: bigint[][]
  readonly #groups = new Map<string, TaxedGroup>()

  constructor(run: Run, items: readonly TaxItem[]) {
    this.run = run
    this.items = items
    this.nets = items.map((item) => item.amount)
    this.shares = items.map((item) => item.signature.taxes.map(() => 0n))
  }

  groupsInOrder(): TaxedGroup[] {
    return [...this.#groups.values()].sort((a, b) => (a.tax.group < b.tax.group ? -1 : 1))
  }

  takeOut(): void {
    const parts = new Map<string, { tax: AppliedTax; parts: Part[] }>()
    this.items.forEach((item, index) => {
      const { contained } = termsOf(item.signature)
      if (contained.length === 0) return
      const amount = decimal(item.amount)
      const fixed = sum(contained.map(({ tax }) => (tax.perUnit ? this.#fixed(tax, item) : zero)))
      const rest = add(amount, { ...fixed, n: -fixed.n })
      for (const { tax, place, share } of contained) {
        const exact = tax.perUnit ? this.#fixed(tax, item) : multiply(rest, share)
        const group = parts.get(tax.group) ?? { tax, parts: [] }
        parts.set(tax.group, group)
        group.parts.push({ item: index, place, exact })
      }
    })
    if (this.run.policy.inclusiveSplit === 'NET_FIRST') this.#netFirst(parts)
    else for (const { tax, parts: list } of parts.values()) this.#settle(tax, list)
    this.items.forEach((item, index) => {
      for (const { place } of termsOf(item.signature).contained) {
        this.nets[index] = (this.nets[index] as bigint) - ((this.shares[index] as bigint[])[place] as bigint)
      }
    })
    for (const { tax, parts: list } of parts.values()) {
      const group = this.#groups.get(tax.group) as TaxedGroup
      group.base = list.reduce(
        (base, { item }) => base + (this.nets[item] as bigint) + this.#on(tax, item),
        0n,
      )
    }
  }

  putOn(): void {
    const groups = new Map<string, { tax: AppliedTax; items: { item: number; place: number }[] }>()
    this.items.forEach((item, index) => {
      for (const { tax, place } of termsOf(item.signature).added) {
        const group = groups.get(tax.group) ?? { tax, items: [] }
        groups.set(tax.group, group)
        group.items.push({ item: index, place })
      }
    })
    for (const { tax, items } of inDependencyOrder([...groups.values()])) {
      let base = 0n
      const on = items.map(({ item }) => {
        const amount = (this.nets[item] as bigint) + (tax.on.length === 0 ? 0n : this.#on(tax, item))
        base += amount
        return amount
      })
      if (tax.perUnit || tax.rate.d !== 1n) {
        const rate = divide(tax.rate, hundred)
        const exactOf = (item: number, index: number) =>
          tax.perUnit
            ? this.#fixed(tax, this.items[item] as TaxItem)
            : multiply(decimal(on[index] as bigint), rate)
        this.#settle(
          tax,
          items.map(({ item, place }, index) => ({ item, place, exact: exactOf(item, index) })),
        )
      } else {
        // A rate is a decimal: all parts have one divisor, and stay whole numbers.
        this.#settleWhole(
          tax,
          items,
          on.map((amount) => amount * tax.rate.n),
          powerOfTen(tax.rate.scale + 2),
        )
      }
      ;(this.#groups.get(tax.group) as TaxedGroup).base = base
    }
  }

  /** Rounds a group's tax and hands it to its items. */
  #settle(tax: AppliedTax, parts: readonly Part[]): void {
    const { whole, d } = onOneDivisor(parts)
    this.#settleWhole(tax, parts, whole, d)
  }

  #settleWhole(
    tax: AppliedTax,
    items: readonly { item: number; place: number }[],
    whole: readonly bigint[],
    d: bigint,
  ): void {
    const { mode } = this.run
    let n = 0n
    for (const each of whole) n += each
    let amount = 0n
    let shares: bigint[]
    if (this.run.policy.taxRounding === 'LINE') {
      shares = whole.map((each) => roundQuotient(each, d, mode))
      for (const share of shares) amount += share
    } else {
      amount = roundQuotient(n, d, mode)
      shares = shareParts(whole, d, amount)
    }
    items.forEach(({ item, place }, index) => {
      ;(this.shares[item] as bigint[])[place] = shares[index] as bigint
    })
    this.#groups.set(tax.group, { tax, base: 0n, exact: divide(decimal(n), decimal(d)), amount })
  }

  /** Policy NET_FIRST: the net of each kind of line is rounded, its taxes are the difference. */
  #netFirst(parts: ReadonlyMap<string, { tax: AppliedTax; parts: Part[] }>): void {
    const alike = new Map<string, number[]>()
    this.items.forEach((item, index) => {
      if (termsOf(item.signature).contained.length === 0) return
      const key = this.run.policy.taxRounding === 'LINE' ? String(index) : item.signature.key
      alike.set(key, [...(alike.get(key) ?? []), index])
    })
    const amounts = new Map<string, bigint>()
    for (const indexes of alike.values()) {
      const items = indexes.map((index) => this.items[index] as TaxItem)
      const { contained } = termsOf((items[0] as TaxItem).signature)
      const whole = items.reduce((total, item) => total + item.amount, 0n)
      const exacts = contained.map(({ tax, share }) =>
        tax.perUnit ? sum(items.map((item) => this.#fixed(tax, item))) : multiply(decimal(whole), share),
      )
      const net = roundToUnits(add(decimal(whole), negated(sum(exacts))), 0, this.run.mode)
      const byTax = shareOut(whole - net, wholeWeights(exacts)).shares
      contained.forEach(({ tax, place }, position) => {
        const amount = byTax[position] as bigint
        amounts.set(tax.group, (amounts.get(tax.group) ?? 0n) + amount)
        const shares = shareOut(
          amount,
          items.map((item) => item.amount),
        ).shares
        indexes.forEach((index, at) => {
          ;(this.shares[index] as bigint[])[place] = shares[at] as bigint
        })
      })
    }
    for (const [key, { tax, parts: list }] of parts) {
      const exact = sum(list.map((part) => part.exact))
      this.#groups.set(key, { tax, base: 0n, exact, amount: amounts.get(key) ?? 0n })
    }
  }

  /** What the taxes this one is levied on came to, for an item. */
  #on(tax: AppliedTax, item: number): bigint {
    if (tax.on.length === 0) return 0n
    const { taxes } = (this.items[item] as TaxItem).signature
    return taxes.reduce(
      (total, other, place) =>
        tax.on.includes(other.code) ? total + ((this.shares[item] as bigint[])[place] as bigint) : total,
      0n,
    )
  }

  #fixed(tax: AppliedTax, item: TaxItem): Exact {
    const perUnit = multiply(tax.perUnit as Exact, item.quantity)
    return { n: perUnit.n * 10n ** BigInt(this.run.units), scale: perUnit.scale, d: perUnit.d }
  }
}

type Terms = {
  /** Taxes the amount contains, each with its share of the amount. */
  contained: { tax: AppliedTax; place: number; share: Exact }[]
  added: { tax: AppliedTax; place: number }[]
}

const terms = new WeakMap<TaxSignature, Terms>()

/** Contained rates are divided out at once: of 112 with two taxes of 6 %, each is 6. */
function termsOf(signature: TaxSignature): Terms {
  let known = terms.get(signature)
  if (!known) {
    const places = signature.taxes.map((tax, place) => ({ tax, place }))
    const inside = inDependencyOrder(places.filter(({ tax }) => tax.inclusive))
    const coefficients = new Map<string, Exact>()
    for (const { tax } of inside) {
      const on = sum(tax.on.map((code) => coefficients.get(code) ?? zero))
      coefficients.set(tax.code, tax.perUnit ? zero : multiply(add(one, on), divide(tax.rate, hundred)))
    }
    const whole = add(one, sum(coefficients.values()))
    known = {
      contained: inside.map(({ tax, place }) => ({
        tax,
        place,
        share: divide(coefficients.get(tax.code) as Exact, whole),
      })),
      added: places.filter(({ tax }) => !tax.inclusive),
    }
    terms.set(signature, known)
  }
  return known
}

/** Taxes after those they are levied on; what stands in a circle comes last, in its given order. */
function inDependencyOrder<T extends { tax: AppliedTax }>(entries: readonly T[]): T[] {
  const ordered: T[] = []
  let waiting = [...entries].sort((a, b) => (a.tax.code < b.tax.code ? -1 : a.tax.code > b.tax.code ? 1 : 0))
  while (waiting.length > 0) {
    const codes = new Set(waiting.map(({ tax }) => tax.code))
    const ready = waiting.filter(({ tax }) => !tax.on.some((code) => code !== tax.code && codes.has(code)))
    const next = ready.length > 0 ? ready : waiting
    ordered.push(...next)
    waiting = waiting.filter((entry) => !next.includes(entry))
  }
  return ordered
}

function negated(value: Exact): Exact {
  return { n: -value.n, scale: value.scale, d: value.d }
}
