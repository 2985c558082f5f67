import type {
  Completion,
  Decision,
  Dropped,
  Explanation,
  Issue,
  Model,
  Part,
  Repair,
  VariableDomain,
} from '../../engines/configurator/index.ts'

/** Everything the page shows after a decision; plain data, since it crosses from the worker. */
export type Snapshot = {
  domains: VariableDomain[]
  decisions: Decision[]
  completion: Completion
  parts: Part[]
  /** What the sums of the model come to as completed, and how far they can still go. */
  totals: { code: string; value: string; min: string; max: string }[]
}

/** Why something does not go, and the smallest ways to make it go. */
export type Reason = { wanted: Decision; explanation: Explanation | null; repairs: Repair[] }

export type Ask =
  | { kind: 'load'; model: Model; decisions: Decision[] }
  | { kind: 'decide'; decision: Decision }
  | { kind: 'retract'; variable: string | undefined }
  | { kind: 'repair'; wanted: Decision; drop: Decision[] }
  | { kind: 'whyForced'; variable: string }

export type Told =
  | { kind: 'snapshot'; snapshot: Snapshot; dropped: Dropped[] }
  /** The decision does not go: nothing changed. */
  | { kind: 'refused'; reason: Reason }
  | { kind: 'forced'; explanation: Explanation | null }
  | { kind: 'unusable'; issues: Issue[] }

export type ToWorker = { id: number; ask: Ask }
export type FromWorker = { id: number; told: Told } | { id: number; failed: string }
