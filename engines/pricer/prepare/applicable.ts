import type { Condition, Effective, Targets } from '../types.ts'
import { type Demand, demandOf } from './demand.ts'

export type Row = Effective &
  Targets & { code: string; priority?: number; conditions?: Condition | undefined; active?: boolean }

/** What a plan is, as far as targets look. */
export type Aim = { plan: string; product: string; categories: readonly string[] }

/** Whose facts rows may wait for. */
export type FactTexts = { factText(field: string): string | undefined }

/**
 * Finds the rows that can concern a plan without looking at the others: each row stands in the buckets of the most
 * selective thing it asks for — plan, product, a value some fact must have, category, segment — and only once.
 */
export class Applicable<T extends Row> {
  readonly #byPlan = new Map<string, T[]>()
  readonly #byProduct = new Map<string, T[]>()
  readonly #byCategory = new Map<string, T[]>()
  readonly #bySegment = new Map<string, T[]>()
  /** A list, not a map: it is short, and gone through for each line. */
  readonly #facts: { field: string; byValue: Map<string, T[]> }[] = []
  readonly #any: T[] = []
  readonly #joined = new WeakMap<readonly T[], WeakMap<readonly T[], readonly T[]>>()
  readonly byCode = new Map<string, T>()

  /** With `byFact`, rows may wait for a fact, and `waiting` finds them; else `of` finds all of them. */
  constructor(rows: readonly T[], byFact: boolean) {
    for (const row of rows) {
      this.byCode.set(row.code, row)
      if (row.plans?.length) putAll(this.#byPlan, row.plans, row)
      else if (row.products?.length) putAll(this.#byProduct, row.products, row)
      else this.#place(row, byFact && row.conditions ? demandOf(row.conditions) : undefined)
    }
  }

  #place(row: T, demand: Demand | undefined): void {
    if (demand?.of === 'plan') putAll(this.#byPlan, demand.values, row)
    else if (demand?.of === 'product') putAll(this.#byProduct, demand.values, row)
    else if (demand?.of === 'fact') {
      const { field, values } = demand
      let known = this.#facts.find((each) => each.field === field)
      if (!known) {
        known = { field, byValue: new Map() }
        this.#facts.push(known)
      }
      putAll(known.byValue, values, row)
    } else if (row.categories?.length) putAll(this.#byCategory, row.categories, row)
    else if (demand?.of === 'category') putAll(this.#byCategory, demand.values, row)
    else if (row.segments?.length) putAll(this.#bySegment, row.segments, row)
    else if (demand?.of === 'segment') putAll(this.#bySegment, demand.values, row)
    else this.#any.push(row)
  }

  /** Rows whose targets and segments allow the plan, by priority and code; those that wait for a fact are not among them. */
  of(aim: Aim, segments: ReadonlySet<string>): T[] {
    return inOrder([...this.aimedAt(aim, segments), ...this.untargeted(segments)])
  }

  /** Those of them that ask for a plan, product or category. */
  aimedAt(aim: Aim, segments: ReadonlySet<string>): T[] {
    const found = new Set<T>()
    const look = (rows: T[] | undefined) => {
      for (const row of rows ?? []) found.add(row)
    }
    look(this.#byPlan.get(aim.plan))
    look(this.#byProduct.get(aim.product))
    for (const category of aim.categories) look(this.#byCategory.get(category))
    return inOrder([...found].filter((row) => aimsAt(row, aim, segments)))
  }

  /** Those that ask for none: the same for every plan. */
  untargeted(segments: ReadonlySet<string>): T[] {
    const found = new Set<T>(this.#any)
    for (const segment of segments) for (const row of this.#bySegment.get(segment) ?? []) found.add(row)
    return inOrder([...found])
  }

  /** Are there rows that wait for a fact of a line or customer? */
  get waitsForFacts(): boolean {
    return this.#facts.length > 0
  }

  /** Rows whose awaited fact has the value they wait for. */
  waiting(line: FactTexts): readonly T[] {
    let found: readonly T[] = none
    for (const { field, byValue } of this.#facts) {
      const value = line.factText(field)
      const rows = value === undefined ? undefined : byValue.get(value)
      if (rows) found = found.length === 0 ? rows : this.#both(found, rows)
    }
    return found
  }

  /** Two lists as one, the same each time: what is made of it can be kept by it. */
  #both(some: readonly T[], others: readonly T[]): readonly T[] {
    const known = this.#joined.get(some) ?? new WeakMap<readonly T[], readonly T[]>()
    this.#joined.set(some, known)
    let both = known.get(others)
    if (!both) {
      both = [...some, ...others]
      known.set(others, both)
    }
    return both
  }

  get all(): Iterable<T> {
    return this.byCode.values()
  }
}

const none: readonly never[] = []

/** Do targets and segments allow the plan? Empty lists mean all. */
export function aimsAt(row: Targets, aim: Aim, segments: ReadonlySet<string>): boolean {
  if (row.plans?.length && !row.plans.includes(aim.plan)) return false
  if (row.products?.length && !row.products.includes(aim.product)) return false
  if (row.categories?.length && !row.categories.some((category) => aim.categories.includes(category)))
    return false
  return !row.segments?.length || row.segments.some((segment) => segments.has(segment))
}

/** Lower priority first, ties by code: the order of the rows in a table never matters. */
export function inOrder<T extends { code: string; priority?: number | undefined }>(rows: T[]): T[] {
  return rows.sort(
    (a, b) => (a.priority ?? 0) - (b.priority ?? 0) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  )
}

function putAll<T>(map: Map<string, T[]>, keys: readonly string[], row: T): void {
  for (const key of keys) {
    const rows = map.get(key)
    if (!rows) map.set(key, [row])
    else if (rows.at(-1) !== row) rows.push(row)
  }
}
