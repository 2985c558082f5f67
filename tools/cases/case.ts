/** A published pricing case, as `data/pricing-cases/README.md` describes it. Numbers are decimal strings. */
export type Case = {
  id: string
  topic: string
  kind: string
  title: string
  currency?: string
  policy?: CasePolicy | null
  // Each kind has its own form; the adapter of the kind reads it.
  given: Record<string, unknown>
  expect: Record<string, unknown>
  policyMatters?: string[] | null
  flags?: string[] | null
  note?: string | null
}

export type CasePolicy = {
  roundingMode?: string
  minorUnits?: number
  increment?: string
  lineRounding?: string
  adjustmentRounding?: string
  unitDiscountRounding?: string
  taxRounding?: string
  inclusiveSplit?: string
  allocation?: string
  priorityOrder?: string
  floorAtZero?: boolean
  totalRounding?: string
  cashRounding?: { increment: string; mode?: string }
  pick?: string
  maxQuantity?: string
}

export type CaseFile = { schema: string; topic: string; cases: Case[] }

export type Outcome =
  | { id: string; result: 'passed' }
  | { id: string; result: 'skipped'; reason: string }
  | { id: string; result: 'failed'; differences: { path: string; expected: string; actual: string }[] }

/** What the engine answers for a case, in the form of its `expect`. */
export type Answer = Record<string, unknown>
export type Adapter = (given: Case) => Answer
