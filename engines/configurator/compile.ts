/** A model made ready: its problem, and one engine at the start that sessions fork from. */
import type { Issue } from './answers.ts'
import { keepsWhole, type Part, wholeOf } from './blame.ts'
import { checkModel } from './check-model.ts'
import { type FlatModel, flatten } from './flat.ts'
import { Engine } from './kernel/engine.ts'
import { OutOfSteps } from './kernel/state.ts'
import { ConstraintTooLarge, type LoweredModel, lower } from './lower.ts'
import type { Model } from './model.ts'
import { type Neighbours, neighboursOf } from './neighbours.ts'
import { TableCache } from './table-cache.ts'

/** Steps a model may take to be made ready before it is refused. */
const BUDGET = 5_000_000

export class Compiled {
  readonly model: Model
  readonly flat: FlatModel
  readonly lowered: LoweredModel
  readonly tables: TableCache
  /** At the start: nothing decided, everything known. */
  readonly root: Engine
  /** For questions of the kind "would this be possible?"; always back at the start. */
  readonly scratch: Engine
  private knownNeighbours: Neighbours | null = null
  private switchedModel: Part | null = null

  constructor(model: Model, flat: FlatModel, lowered: LoweredModel, tables: TableCache, root: Engine) {
    this.model = model
    this.flat = flat
    this.lowered = lowered
    this.tables = tables
    this.root = root
    this.scratch = root.fork()
    if (keepsWhole(flat)) this.switchedModel = wholeOf(this)
  }

  /** The model with a switch per constraint. */
  get switched(): Part {
    this.switchedModel ??= wholeOf(this)
    return this.switchedModel
  }

  /** Which constraints speak of which variables. */
  get neighbours(): Neighbours {
    this.knownNeighbours ??= neighboursOf(this.flat)
    return this.knownNeighbours
  }
}

export type CompileOutcome =
  | { ok: true; compiled: Compiled; issues: Issue[] }
  | { ok: false; issues: Issue[] }

/** Checks, lowers and solves a model once. */
export function compileModel(model: Model, budget = BUDGET): CompileOutcome {
  const issues = checkModel(model)
  if (issues.some((i) => i.severity === 'error')) return { ok: false, issues }
  const flat = flatten(model)
  try {
    const tables = new TableCache()
    const lowered = lower(flat, { switches: false, tables })
    const root = lowered.consistent ? Engine.start(lowered.problem, budget) : null
    if (!root) return { ok: false, issues: [...issues, contradiction(model)] }
    root.settle()
    root.state.budget = Number.MAX_SAFE_INTEGER
    return { ok: true, compiled: new Compiled(model, flat, lowered, tables, root), issues }
  } catch (error) {
    const issue = tooLarge(error)
    if (!issue) throw error
    return { ok: false, issues: [...issues, issue] }
  }
}

function contradiction(model: Model): Issue {
  const message = `No configuration of ${model.label ?? model.code} satisfies all its constraints; analyse() names the smallest cause`
  return { code: 'model.contradiction', severity: 'error', path: 'constraints', message }
}

function tooLarge(error: unknown): Issue | null {
  if (error instanceof ConstraintTooLarge) {
    return {
      code: 'model.too-large',
      severity: 'error',
      path: error.constraint,
      message: `Constraint ${error.constraint} is too large to work out: ${error.message}`,
      reasons: [error.constraint],
    }
  }
  if (error instanceof OutOfSteps) {
    return {
      code: 'model.too-hard',
      severity: 'error',
      path: 'constraints',
      message: 'The constraints together take more steps than allowed to work out',
    }
  }
  return null
}
