import type { Condition, Effective, Targets } from '../types.ts'

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
  readonly #byFact = new Map<string, Map<string, T[]>>()
  readonly #any: T[] = []
  readonly byCode = new Map<string, T>()

  /** With `byFact`, rows may wait for a fact, and `waiting` finds them; else `of` finds all of them. */
  constructor(rows: readonly T[], byFact: boolean) {
    for (const row of rows) {
      this.byCode.set(row.code, row)
      const equality = byFact && row.conditions ? requiredValue(row.conditions) : undefined
      if (row.plans?.length) for (const plan of row.plans) put(this.#byPlan, plan, row)
      else if (row.products?.length) for (const product of row.products) put(this.#byProduct, product, row)
      else if (equality) this.#putFact(equality, row)
      else if (row.categories?.length)
        for (const category of row.categories) put(this.#byCategory, category, row)
      else if (row.segments?.length) for (const segment of row.segments) put(this.#bySegment, segment, row)
      else this.#any.push(row)
    }
  }

  /** Rows whose targets and segments allow the plan, by priority and code; those that wait for a fact are not among them. */
  of(aim: Aim, segments: ReadonlySet<string>): T[] {
    const found = new Set<T>(this.#any)
    const look = (rows: T[] | undefined) => {
      for (const row of rows ?? []) found.add(row)
    }
    look(this.#byPlan.get(aim.plan))
    look(this.#byProduct.get(aim.product))
    for (const category of aim.categories) look(this.#byCategory.get(category))
    for (const segment of segments) look(this.#bySegment.get(segment))
    return inOrder([...found].filter((row) => aimsAt(row, aim, segments)))
  }

  /** Are there rows that wait for a fact of a line or customer? */
  get waitsForFacts(): boolean {
    return this.#byFact.size > 0
  }

  /** Rows whose awaited fact has the value they wait for. */
  waiting(line: FactTexts): T[] {
    const found: T[] = []
    for (const [field, byValue] of this.#byFact) {
      const value = line.factText(field)
      if (value !== undefined) for (const row of byValue.get(value) ?? []) found.push(row)
    }
    return found
  }

  get all(): Iterable<T> {
    return this.byCode.values()
  }

  #putFact({ field, values }: { field: string; values: string[] }, row: T): void {
    if (field === 'plan') for (const value of values) put(this.#byPlan, value, row)
    else if (field === 'product' || field === 'productSku')
      for (const value of values) put(this.#byProduct, value, row)
    else {
      const map = this.#byFact.get(field) ?? new Map<string, T[]>()
      this.#byFact.set(field, map)
      for (const value of values) put(map, value, row)
    }
  }
}

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

/** A text some fact must equal for the condition to hold; numbers are left out, as "1" and "1.0" are equal. */
function requiredValue(condition: Condition): { field: string; values: string[] } | undefined {
  if ('expression' in condition) return undefined
  if ('field' in condition) {
    if (!/^(attributes\.[^.]+|customer\.(id|region|parent)|plan|product|productSku)$/.test(condition.field))
      return undefined
    const values =
      condition.op === 'eq' ? [condition.value] : condition.op === 'in' ? condition.value : undefined
    if (!Array.isArray(values) || values.length === 0) return undefined
    const texts = values.filter(
      (value): value is string => typeof value === 'string' && /[^\d.+\-\s]/.test(value),
    )
    return texts.length === values.length ? { field: condition.field, values: texts } : undefined
  }
  if (condition.operator !== 'and') return undefined
  for (const part of condition.conditions) {
    const found = requiredValue(part)
    if (found) return found
  }
  return undefined
}

function put<T>(map: Map<string, T[]>, key: string, row: T): void {
  const rows = map.get(key)
  if (!rows) map.set(key, [row])
  else if (rows.at(-1) !== row) rows.push(row)
}
