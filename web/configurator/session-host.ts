import {
  type CompiledModel,
  compile,
  type Decision,
  type Dropped,
  partsOf,
  type Session,
  startSession,
} from '../../engines/configurator/index.ts'
import type { Ask, Snapshot, Told } from './protocol.ts'

/** Published models made ready before, by their key. */
export type Ready = Map<string, CompiledModel>

/** One configuration under way: asks in, what came of them out. Runs in the worker, and in tests without one. */
export function sessionHost(ready: Ready = new Map()): (ask: Ask) => Told {
  let open: { compiled: CompiledModel; session: Session } | undefined

  return (ask) => {
    if (ask.kind === 'load') {
      const known = ask.key === undefined ? undefined : ready.get(ask.key)
      const result = known ? { ok: true as const, compiled: known } : compile(ask.model)
      if (!result.ok) return { kind: 'unusable', issues: result.issues }
      if (ask.key !== undefined) ready.set(ask.key, result.compiled)
      open = { compiled: result.compiled, session: startSession(result.compiled, ask.decisions) }
      return shown(open, open.session.dropped)
    }
    if (!open) throw new Error('There is no model yet')
    const { session } = open
    switch (ask.kind) {
      case 'decide':
        return session.decide(ask.decision).ok
          ? shown(open)
          : { kind: 'refused', reason: reasonFor(session, ask.decision) }
      case 'retract':
        session.retract(ask.variable)
        return shown(open)
      case 'repair':
        giveUp(session, ask.drop)
        return session.decide(ask.wanted).ok
          ? shown(open)
          : { kind: 'refused', reason: reasonFor(session, ask.wanted) }
      case 'replace':
        choose(session, ask.decisions)
        return shown(open)
      case 'complete':
        choose(session, asDecisions(session.complete().configuration.values))
        return shown(open)
      case 'optimize':
        choose(session, asDecisions(session.optimize(ask.goal).configuration.values))
        return shown(open)
      case 'whyForced':
        return { kind: 'forced', explanation: session.explainForced(ask.variable) }
    }
  }
}

function reasonFor(session: Session, wanted: Decision) {
  return { wanted, explanation: session.explain(wanted), repairs: session.repair(wanted, 3) }
}

/** Takes back the decisions named; others on the same variable stay. */
function giveUp(session: Session, drop: readonly Decision[]): void {
  const gone = new Set(drop.map((decision) => JSON.stringify(decision)))
  choose(
    session,
    session.decisions().filter((decision) => !gone.has(JSON.stringify(decision))),
  )
}

function choose(session: Session, decisions: readonly Decision[]): void {
  session.retract()
  for (const decision of decisions) session.decide(decision)
}

const asDecisions = (values: Record<string, boolean | string>): Decision[] =>
  Object.entries(values).map(([variable, value]) => ({ variable, value }))

function shown(
  { compiled, session }: { compiled: CompiledModel; session: Session },
  dropped: readonly Dropped[] = [],
): Told {
  const completion = session.complete()
  const snapshot: Snapshot = {
    domains: session.domains(),
    decisions: session.decisions(),
    completion,
    parts: partsOf(compiled, completion.configuration),
    totals: totalsOf(compiled, session, completion.configuration.values),
  }
  return { kind: 'snapshot', snapshot, dropped: [...dropped] }
}

/** A total of the completed configuration is what it can reach once everything is decided. */
function totalsOf(
  compiled: CompiledModel,
  session: Session,
  values: Record<string, boolean | string>,
): Snapshot['totals'] {
  const totals = compiled.model.totals ?? []
  if (totals.length === 0) return []
  const whole = startSession(compiled, asDecisions(values))
  return totals.map(({ code }) => ({ code, ...session.total(code), value: whole.total(code).min }))
}
