import {
  type CompiledModel,
  type Configuration,
  compile,
  type Decision,
  type Dropped,
  decisionsOf,
  partsOf,
  type Session,
  startSession,
  type VariableDomain,
} from '../../engines/configurator/index.ts'
import { type Ask, mayHaveHoles, type Snapshot, type Told } from './protocol.ts'

/** Published models made ready before, by their key. */
export type Ready = Map<string, CompiledModel>

/**
 * What was decided, and apart from it what was filled in: a filled value stands as long as it goes with the decisions,
 * and stands in the way of none.
 */
type Open = { compiled: CompiledModel; session: Session; filled: Decision[] }

/** One configuration under way: asks in, what came of them out. Runs in the worker, and in tests without one. */
export function sessionHost(ready: Ready = new Map()): (ask: Ask) => Told {
  let open: Open | undefined

  return (ask) => {
    if (ask.kind === 'load') {
      const known = ask.key === undefined ? undefined : ready.get(ask.key)
      const result = known ? { ok: true as const, compiled: known } : compile(ask.model)
      if (!result.ok) return { kind: 'unusable', issues: result.issues }
      if (ask.key !== undefined) ready.set(ask.key, result.compiled)
      open = { compiled: result.compiled, session: startSession(result.compiled, ask.decisions), filled: [] }
      return shown(open, open.session.dropped)
    }
    if (!open) throw new Error('There is no model yet')
    const { session } = open
    switch (ask.kind) {
      case 'decide':
        return decided(open, ask.decision)
      case 'retract':
        session.retract(ask.variable)
        open.filled =
          ask.variable === undefined ? [] : open.filled.filter((each) => each.variable !== ask.variable)
        return shown(open)
      case 'repair':
        session.giveUp(ask.drop)
        return decided(open, ask.wanted)
      case 'replace':
        session.retract()
        for (const decision of ask.decisions) session.decide(decision)
        open.filled = []
        return shown(open)
      case 'fill':
        open.filled = ask.decisions
        return shown(open)
      case 'complete':
        open.filled = decisionsOf(whole(open).complete().configuration)
        return shown(open)
      case 'optimize':
        open.filled = decisionsOf(session.optimize(ask.goal).configuration)
        return shown(open)
      case 'whyForced':
        return { kind: 'forced', explanation: session.explainForced(ask.variable) }
      case 'holes':
        return { kind: 'holes', domains: withHoles(session) }
    }
  }
}

function decided(open: Open, decision: Decision): Told {
  const { session } = open
  if (!session.decide(decision).ok) return { kind: 'refused', reason: reasonFor(session, decision) }
  open.filled = open.filled.filter((each) => each.variable !== decision.variable)
  return shown(open)
}

const questionsAtOnce = 240
const numbersAtOnce = 10

/** Open numbers of which the answer to a decision told only the ends, with their holes. */
function withHoles(session: Session): VariableDomain[] {
  const wanted = session.domains().filter(mayHaveHoles).slice(0, numbersAtOnce)
  if (wanted.length === 0) return []
  const holes = Math.floor(questionsAtOnce / wanted.length)
  return session.domains(
    wanted.map((each) => each.variable),
    { holes },
  )
}

function reasonFor(session: Session, wanted: Decision) {
  return { wanted, explanation: session.explain(wanted), repairs: session.repair(wanted, 3) }
}

/** A session that also holds what was filled in, as far as it goes with the decisions. */
function whole({ compiled, session, filled }: Open): Session {
  const chosen = session.decisions()
  const rest = filled.filter((each) => !chosen.some((one) => one.variable === each.variable))
  return rest.length === 0 ? session : startSession(compiled, [...chosen, ...rest])
}

function shown(open: Open, dropped: readonly Dropped[] = []): Told {
  const { compiled, session } = open
  const all = whole(open)
  const chosen = session.decisions()
  const own = new Set(chosen.map((decision) => decision.variable))
  open.filled = all.decisions().filter((decision) => !own.has(decision.variable))
  const completion = all.complete()
  for (const { variable } of open.filled) completion.because[variable] = 'preference'
  const snapshot: Snapshot = {
    domains: session.domains(),
    chosen,
    decisions: all.decisions(),
    completion,
    parts: partsOf(compiled, completion.configuration),
    totals: totalsOf(compiled, session, completion.configuration),
  }
  return { kind: 'snapshot', snapshot, dropped: [...dropped] }
}

/** A total of the completed configuration is what it can reach once everything is decided. */
function totalsOf(
  compiled: CompiledModel,
  session: Session,
  configuration: Configuration,
): Snapshot['totals'] {
  const totals = compiled.model.totals ?? []
  if (totals.length === 0) return []
  const complete = startSession(compiled, decisionsOf(configuration))
  return totals.map(({ code }) => ({ code, ...session.total(code), value: complete.total(code).min }))
}
