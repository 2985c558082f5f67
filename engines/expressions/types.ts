/**
 * What the language reads and what it answers. Facts are plain JSON: numbers are decimal strings ("12.50"), days are
 * "2026-11-20". Nothing here holds a number with decimals as a `number`.
 */

/** JSON spelling of a condition; the text spelling lives in `{ expression }`. */
export type Condition =
  | { operator: 'and' | 'or' | 'not'; conditions: Condition[] }
  | { field: string; op: ConditionOperator; value: unknown }
  | { expression: string }

export type ConditionOperator =
  | 'eq'
  | 'ne'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'in'
  | 'nin'
  | 'contains'
  | 'startsWith'
  | 'exists'

// ── What may be spoken of ───────────────────────────────────────────────────────────────────────────────────────────

/** Field name → what it holds. Dots go into sub-objects; `attributes.*` opens all names below `attributes`. */
export type Scope = Record<string, Field>

export type Field = SimpleField | ListField

export type SimpleField = {
  /** `number` has no unit. `open` is known only when it is read: text, boolean, list, or a number in decimal notation. */
  type: 'money' | 'quantity' | 'percent' | 'number' | 'date' | 'text' | 'boolean' | 'open'
  /** The field in a sentence for people: "discount". Absent: its name. */
  label?: string
  /** Money only. Amounts in two different currencies never meet. An ISO code, or a word such as "company". */
  currency?: string
}

export type ListField = {
  type: 'list'
  of: SimpleField | { fields: Scope }
  label?: string
  /** One entry in a sentence for people: "line". */
  entry?: string
  /** The longest list there can be; the cost of a condition is counted with it. Default 1,000. */
  max?: number
}

/** Plain JSON. A dotted field is read from sub-objects, or from a key with dots. */
export type Facts = Readonly<Record<string, unknown>>

// ── What compiling answers ──────────────────────────────────────────────────────────────────────────────────────────

export type Issue = {
  /** Stable, such as "expression.unknown-field". */
  code: string
  message: string
  /** Where in the text; lines and columns count from 1, the offset from 0. */
  position?: { offset: number; length: number; line: number; column: number }
  /** Where in the JSON: ["conditions", "1", "value"]. */
  path?: string[]
  /** What to write instead. */
  suggestion?: string
}

export type CompiledCondition = {
  ok: true
  /** Fields that can matter, sorted. */
  fields: string[]
  /** Most steps one evaluation can take. */
  cost: number
  /** Whether it holds, with the reasons. */
  evaluate(facts: Facts): Outcome
  /** Whether it holds: the same answer without reasons, for loops over thousands of rules. */
  test(facts: Facts): boolean
}

export type Outcome = {
  value: boolean
  /** Sentences with the actual values: "discount 12 % is more than 10 %". */
  because: string[]
  /** The comparisons that decided, flat. */
  reasons: Comparison[]
  /** The same as a tree: `all` and `any` say which of them would have to change. */
  why: Reason
}

/** What a (part of a) condition came to and why; only what decided is kept. */
export type Reason =
  | Comparison
  /** `all` true: each of them; `all` false: each of those that fail. */
  | { kind: 'all'; value: Truth; reasons: Reason[] }
  /** `any` true: each of those that hold; `any` false: each of them. */
  | { kind: 'any'; value: Truth; reasons: Reason[] }
  /** `value` is the opposite of its reason's. */
  | { kind: 'not'; value: Truth; reasons: [Reason] }

/** `undefined`: a fact is missing or unusable, so neither the comparison nor its opposite holds. */
export type Truth = boolean | undefined

export type Comparison = {
  kind: 'comparison'
  value: Truth
  /** The field, or the text of what was computed: "total / quantity". */
  field: string
  operator: ConditionOperator | 'endsWith' | 'is'
  /** What it was compared with, as in the facts: a decimal string, text, boolean or list. */
  limit: unknown
  /** What it was; absent when not known. */
  actual?: unknown
  type: SimpleField['type'] | 'list'
  /** Which entry of which list, for comparisons inside `exists` and `all`: { list: 'lines', index: 2 }. */
  entry?: { list: string; index: number; label: string }
  sentence: string
}

export type CompiledFormula = {
  ok: true
  fields: string[]
  cost: number
  evaluate(facts: Facts): FormulaResult
}

export type Failed = { ok: false; issues: Issue[] }

export type ResultType = SimpleField['type']

/** `maxCost` bounds the work of one evaluation; default 1,000,000 steps. */
export type CompileOptions = { maxCost?: number }

/** What an editor offers: replace the text from `from` to `to` by `insert`. */
export type Completion = {
  label: string
  insert: string
  from: number
  to: number
  kind: 'field' | 'function' | 'operator' | 'value'
  /** Type of a field, or what a function does. */
  detail: string
}

/** `value` as in facts (an exact fraction as "n/d" where no decimal is exact); `exact` for calculating on. */
export type FormulaResult =
  | { ok: true; value: string | boolean | string[]; exact?: unknown }
  | { ok: false; issue: Issue }
