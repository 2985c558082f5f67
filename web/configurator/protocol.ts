import type {
  Completion,
  Decision,
  Dropped,
  Explanation,
  Goal,
  Issue,
  Model,
  Part,
  Repair,
  VariableDomain,
} from '../../engines/configurator/index.ts'

/** Everything the page shows after a decision; plain data, since it crosses from the worker. */
export type Snapshot = {
  domains: VariableDomain[]
  /** What the person decided. */
  chosen: Decision[]
  /** That, and what was filled in since and still goes with it: what is saved. */
  decisions: Decision[]
  completion: Completion
  parts: Part[]
  /** What the sums of the model come to as completed, and how far they can still go. */
  totals: { code: string; value: string; min: string; max: string }[]
}

/** A number that is still open and not told value by value. */
export const mayHaveHoles = (domain: VariableDomain) =>
  'min' in domain && domain.state === 'open' && domain.ranges === undefined

/** Why something does not go, and the smallest ways to make it go. */
export type Reason = { wanted: Decision; explanation: Explanation | null; repairs: Repair[] }

export type Ask =
  /** `key` names a published state of the model: it is made ready once, however often it is opened. */
  | { kind: 'load'; model: Model; key?: string; decisions: Decision[] }
  | { kind: 'decide'; decision: Decision }
  | { kind: 'retract'; variable: string | undefined }
  | { kind: 'repair'; wanted: Decision; drop: Decision[] }
  | { kind: 'whyForced'; variable: string }
  /** Where the numbers with many values have holes: asked beside, since it can take longer than an answer may. */
  | { kind: 'holes' }
  /** These choices in place of all others. */
  | { kind: 'replace'; decisions: Decision[] }
  /** Fills in these values as far as they go with what was decided; like `complete` and `optimize`, it decides nothing. */
  | { kind: 'fill'; decisions: Decision[] }
  /** Fills in the rest by defaults and preferences. */
  | { kind: 'complete' }
  /** Fills in the rest in the best way. */
  | { kind: 'optimize'; goal: Goal }

export type Told =
  | { kind: 'snapshot'; snapshot: Snapshot; dropped: Dropped[] }
  /** The decision does not go: nothing changed. */
  | { kind: 'refused'; reason: Reason }
  | { kind: 'forced'; explanation: Explanation | null }
  | { kind: 'holes'; domains: VariableDomain[] }
  | { kind: 'unusable'; issues: Issue[] }

/** One worker serves all configurations of the page; `session` says which is meant. */
export type ToWorker = { id: number; session: number; ask: Ask } | { session: number; close: true }
export type FromWorker = { id: number; told: Told } | { id: number; failed: string }
