import { useCallback, useEffect, useRef, useState } from 'react'
import type { Decision, Dropped, Explanation, Goal, Issue, Model } from '../../engines/configurator/index.ts'
import { type Ask, mayHaveHoles, type Reason, type Snapshot } from './protocol.ts'
import { openSession, type SessionClient } from './session-client.ts'

/** The configuration as the page sees it. */
export type Configuring = {
  snapshot: Snapshot | undefined
  /** Earlier decisions that no longer hold. */
  dropped: Dropped[]
  /** The model itself cannot be used. */
  unusable: Issue[] | undefined
  failed: string | undefined
  /** Asked for and not possible: shown at its variable until the person decides. */
  reason: Reason | undefined
  forced: { variable: string; explanation: Explanation | null } | undefined
  decide: (decision: Decision) => void
  retract: (variable?: string) => void
  repair: (wanted: Decision, drop: Decision[]) => void
  whyForced: (variable: string) => void
  /** These choices in place of all others, and nothing filled in. */
  replace: (decisions: Decision[]) => void
  fill: (decisions: Decision[]) => void
  complete: () => void
  optimize: (goal: Goal) => void
  dismiss: () => void
}

/** Runs a configuration in a worker, from a model and earlier decisions; `key` names a published state of the model. */
export function useConfiguration(model: Model | undefined, decisions: Decision[], key?: string): Configuring {
  const client = useRef<SessionClient>(undefined)
  const first = useRef(decisions)
  const [snapshot, setSnapshot] = useState<Snapshot>()
  const [dropped, setDropped] = useState<Dropped[]>([])
  const [unusable, setUnusable] = useState<Issue[]>()
  const [failed, setFailed] = useState<string>()
  const [reason, setReason] = useState<Reason>()
  const [forced, setForced] = useState<Configuring['forced']>()

  const ask = useCallback(async (question: Ask) => {
    const session = client.current
    if (!session) return
    try {
      const told = await session.ask(question)
      if (client.current !== session) return
      setReason(told.kind === 'refused' ? told.reason : undefined)
      setForced(
        told.kind === 'forced' && question.kind === 'whyForced'
          ? { variable: question.variable, explanation: told.explanation }
          : undefined,
      )
      if (told.kind === 'snapshot') {
        setSnapshot(told.snapshot)
        if (told.snapshot.domains.some(mayHaveHoles)) void showHoles(session, told.snapshot, setSnapshot)
      }
      if (told.kind === 'snapshot' && question.kind === 'load') setDropped(told.dropped)
      if (told.kind === 'unusable') setUnusable(told.issues)
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error))
    }
  }, [])

  useEffect(() => {
    if (!model) return
    client.current = openSession()
    void ask({ kind: 'load', model, decisions: first.current, ...(key !== undefined && { key }) })
    return () => {
      client.current?.close()
      client.current = undefined
    }
  }, [model, key, ask])

  return {
    snapshot,
    dropped,
    unusable,
    failed,
    reason,
    forced,
    decide: (decision) => void ask({ kind: 'decide', decision }),
    retract: (variable) => void ask({ kind: 'retract', variable }),
    repair: (wanted, drop) => void ask({ kind: 'repair', wanted, drop }),
    whyForced: (variable) => void ask({ kind: 'whyForced', variable }),
    replace: (decisions) => void ask({ kind: 'replace', decisions }),
    fill: (decisions) => void ask({ kind: 'fill', decisions }),
    complete: () => void ask({ kind: 'complete' }),
    optimize: (goal) => void ask({ kind: 'optimize', goal }),
    dismiss: () => {
      setReason(undefined)
      setForced(undefined)
    },
  }
}

/** Completes what is shown by the holes of its numbers, unless something else is shown by then. */
async function showHoles(
  session: SessionClient,
  shown: Snapshot,
  setSnapshot: (change: (now: Snapshot | undefined) => Snapshot | undefined) => void,
): Promise<void> {
  const told = await session.ask({ kind: 'holes' })
  if (told.kind !== 'holes' || told.domains.length === 0) return
  const found = new Map(told.domains.map((domain) => [domain.variable, domain]))
  const domains = shown.domains.map((domain) => found.get(domain.variable) ?? domain)
  setSnapshot((now) => (now === shown ? { ...shown, domains } : now))
}
