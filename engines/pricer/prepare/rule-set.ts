import { compare, type Exact } from '../../money/index.ts'
import { inOrder } from './applicable.ts'
import { type RuleRow, ruleRow } from './rule-row.ts'

/** So many rules with a minimum quantity are looked at one by one; of more, only those a line can reach. */
const few = 20

/**
 * The rules of a plan for one request, on top of those all plans have in common. Where many of them ask for a quantity, a
 * line looks at those its quantity reaches, and at the next one it just misses: the cost follows what can apply, not how
 * many rules there are.
 */
export class RuleSet {
  readonly #always: readonly RuleRow[]
  /** By least quantity. */
  readonly #gated: readonly { row: RuleRow; least: Exact }[]
  readonly #common: RuleSet | undefined
  readonly #reached = new Map<string, readonly RuleRow[]>()
  readonly #all: readonly RuleRow[] | undefined

  constructor(rows: readonly RuleRow[], common?: RuleSet) {
    const gated = rows.flatMap((row) => {
      const least = leastOf(row)
      return least ? [{ row, least }] : []
    })
    this.#gated = gated.length > few ? gated.sort((a, b) => compare(a.least, b.least)) : []
    this.#always = gated.length > few ? rows.filter((row) => !leastOf(row)) : rows
    this.#common = common
    const isGated = this.#gated.length > 0 || (common !== undefined && common.#gated.length > 0)
    this.#all = isGated ? undefined : inRuleOrder([...this.#always, ...(common ? common.#always : [])])
  }

  /** In the order in which they run. */
  at(quantity: Exact): readonly RuleRow[] {
    if (this.#all) return this.#all
    const common = this.#common
    const own = this.#countLookedAt(quantity)
    const others = common ? common.#countLookedAt(quantity) : 0
    const key = `${own}:${others}`
    let rows = this.#reached.get(key)
    if (!rows) {
      rows = inRuleOrder([...this.#upTo(own), ...(common ? common.#upTo(others) : [])])
      this.#reached.set(key, rows)
    }
    return rows
  }

  #upTo(count: number): RuleRow[] {
    return [...this.#always, ...this.#gated.slice(0, count).map(({ row }) => row)]
  }

  /** The rules a quantity reaches, and one more. */
  #countLookedAt(quantity: Exact): number {
    let low = 0
    let high = this.#gated.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (compare((this.#gated[middle] as { least: Exact }).least, quantity) <= 0) low = middle + 1
      else high = middle
    }
    return Math.min(low + 1, this.#gated.length)
  }
}

/** Lower priority first, ties by code. */
export function inRuleOrder(rows: readonly RuleRow[]): RuleRow[] {
  return inOrder(rows.map(({ rule }) => rule)).map(ruleRow)
}

function leastOf({ least, gate }: RuleRow): Exact | undefined {
  return least && gate.least ? (compare(least, gate.least) > 0 ? least : gate.least) : (least ?? gate.least)
}
