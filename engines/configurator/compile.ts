/** A model made ready: its problem, and one engine at the start that sessions fork from. */
import type { Issue } from './answers.ts'
import { checkModel } from './check-model.ts'
import { type FlatModel, flatten } from './flat.ts'
import { Engine } from './kernel/engine.ts'
import { OutOfSteps } from './kernel/state.ts'
import { ConstraintTooLarge, type LoweredModel, lower } from './lower.ts'
import type { Model } from './model.ts'
import { type Neighbours, nearestFirst, neighboursOf } from './neighbours.ts'

/** Steps a model may take to be made ready before it is refused. */
const BUDGET = 5_000_000

export class Compiled {
  readonly model: Model
  readonly flat: FlatModel
  readonly lowered: LoweredModel
  /** At the start: nothing decided, everything known. */
  readonly root: Engine
  private scratchEngine: Engine | null = null
  private bareModel: { lowered: LoweredModel; engine: Engine } | null = null
  private neighbours: Neighbours | null = null
  private switchedModel: { lowered: LoweredModel; engine: Engine } | null = null

  constructor(model: Model, flat: FlatModel, lowered: LoweredModel, root: Engine) {
    this.model = model
    this.flat = flat
    this.lowered = lowered
    this.root = root
  }

  /** An engine for questions of the kind "would this be possible?"; always back at the start. */
  get scratch(): Engine {
    this.scratchEngine ??= this.root.fork()
    return this.scratchEngine
  }

  /** The model with a switch per constraint, to find out which ones matter. */
  get switched(): { lowered: LoweredModel; engine: Engine } {
    if (!this.switchedModel) {
      const lowered = lower(this.flat, { switches: true })
      const engine = Engine.start(lowered.problem)
      if (!engine) throw new Error('a model without its constraints has a solution')
      this.switchedModel = { lowered, engine }
    }
    return this.switchedModel
  }

  /** The variables alone, without any constraint. */
  get bare(): { lowered: LoweredModel; engine: Engine } {
    if (!this.bareModel) {
      const without = new Set(this.flat.constraints.map((c) => c.code))
      const lowered = lower(this.flat, { switches: true, without })
      const engine = Engine.start(lowered.problem)
      if (!engine) throw new Error('variables without constraints have values')
      this.bareModel = { lowered, engine }
    }
    return this.bareModel
  }

  /** All constraints, those that speak of these variables first, then those that share variables with them … */
  nearestConstraints(variables: readonly string[]): number[] {
    this.neighbours ??= neighboursOf(this.flat)
    return nearestFirst(this.neighbours, variables)
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
    const lowered = lower(flat)
    const root = lowered.consistent ? Engine.start(lowered.problem, budget) : null
    if (!root) return { ok: false, issues: [...issues, contradiction(model)] }
    root.settle()
    root.state.budget = Number.MAX_SAFE_INTEGER
    return { ok: true, compiled: new Compiled(model, flat, lowered, root), issues }
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
