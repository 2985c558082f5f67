/** The public face of a session; `session.ts` implements it. */
import type {
  Change,
  CheckResult,
  Completion,
  Configuration,
  DecideResult,
  Decision,
  Explanation,
  Goal,
  Optimum,
  Repair,
  VariableDomain,
} from './answers.ts'
import type { Decimal } from './model.ts'

/** A finding about a decision that was given to startSession and could not be kept. */
export type Dropped = { decision: Decision; reason: 'unknown' | 'outside' | 'conflict'; message: string }

export type SavedSession = { model: string; decisions: Decision[] }

export interface Session {
  /** Decisions given at the start that do not hold (any more), with the reason; they were left out. */
  readonly dropped: Dropped[]
  decisions(): Decision[]
  /** Takes the user's word; a later one on the same variable replaces the earlier. Refused with a reason if impossible. */
  decide(decision: Decision): DecideResult
  /** Takes back all decisions on a variable (all decisions at all when none is named). */
  retract(variable?: string): Change[]
  /** Takes back just these decisions; others on the same variables stay. */
  giveUp(decisions: readonly Decision[]): Change[]
  /**
   * The exact state of all variables, or of those named. With `holes`, numbers with many values are searched for holes by
   * so many questions each, the largest holes first.
   */
  domains(variables?: string[], options?: { holes?: number }): VariableDomain[]
  /** Can this still be had, with all decisions kept? Exact, for every number too. */
  possible(wanted: Decision): boolean
  /** Why `wanted` cannot be had: a minimal set of decisions and constraints; null when it can. */
  explain(wanted: Decision): Explanation | null
  /** Why a variable has this forced value: what excludes every other one; null when it is not forced. */
  explainForced(variable: string): Explanation | null
  /** The smallest sets of decisions to give up so that `wanted` can be had (3 unless told), best first. */
  repair(wanted: Decision, limit?: number): Repair[]
  /** A whole valid configuration: decisions, then defaults, then preferences, then the first value in order. */
  complete(): Completion
  /** The best valid configuration for the goal, proven, or the best within a budget of steps with its bound. */
  optimize(goal: Goal, budget?: { steps: number }): Optimum
  /** Smallest and largest value that a total of the model can still take. */
  total(code: string): { min: Decimal; max: Decimal }
  /** A whole configuration checked against the model and nothing else. */
  check(configuration: Configuration): CheckResult
  save(): SavedSession
}
