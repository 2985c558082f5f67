import { isDeepStrictEqual } from 'node:util'
import type { Configuration } from '../../contract/configurations.ts'
import type { Configuring } from '../../contract/configuring.ts'
import {
  type Decision,
  decisionsOf,
  type Explanation,
  type Session,
} from '../../engines/configurator/index.ts'
import type { Context } from '../platform/index.ts'
import { getConfiguration, judged, lockConfiguration, saveChanged } from './save-configuration.ts'
import { decideAll, getConfigurable, resume, stateOf } from './session.ts'

export type Worked = { configuration: Configuration; state: Configuring }

/** Takes a saved configuration up where it stands, acts on it, and saves what the session then holds. */
export async function work(
  ctx: Context,
  database: object,
  id: string,
  act: (session: Session) => Explanation[],
  { complete = false, atPresent = false } = {},
): Promise<Worked> {
  return ctx.transaction(async (tx) => {
    const before = await lockConfiguration(tx, id)
    const at = atPresent ? undefined : before.revision
    const product = await getConfigurable(tx.ctx, database, before.product, at)
    const { session, refused } = resume(product.model, before.decisions)
    const refusals = [...refused, ...act(session)]
    const decisions = session.decisions()
    const state = stateOf(product, session, refusals, complete)
    if (isDeepStrictEqual(decisions, before.decisions) && product.revision === before.revision) {
      return { configuration: await getConfiguration(tx.ctx, id), state }
    }
    const after = { ...before, ...judged(product.model, decisions), revision: product.revision }
    return { configuration: await saveChanged(tx, before, after), state }
  })
}

export const decide = (decisions: readonly Decision[]) => (session: Session) => decideAll(session, decisions)

export function retract(variable: string | undefined) {
  return (session: Session): Explanation[] => {
    session.retract(variable)
    return []
  }
}

/** Gives up what a repair names, and decides what was wanted. */
export function repair(wanted: Decision, drop: readonly Decision[]) {
  return (session: Session): Explanation[] => {
    session.giveUp(drop)
    return decideAll(session, [wanted])
  }
}

/** The values of a whole configuration as decisions of its own; what follows anyway is left out. */
export function keepValues(values: Record<string, boolean | string>) {
  return (session: Session): Explanation[] => decideAll(session, decisionsOf({ values }))
}

export function completeWith(keep: boolean) {
  return (session: Session): Explanation[] =>
    keep ? keepValues(session.complete().configuration.values)(session) : []
}

/** Why a value is not to be had, or why it is the only one left; repairs only of what was wanted. */
export async function explainSaved(
  ctx: Context,
  database: object,
  id: string,
  question: { decision: Decision } | { forced: string },
) {
  const saved = await getConfiguration(ctx, id)
  const { model } = await getConfigurable(ctx, database, saved.product, saved.revision)
  return explainIn(resume(model, saved.decisions).session, question)
}

export function explainIn(session: Session, question: { decision: Decision } | { forced: string }) {
  if ('forced' in question) {
    return { explanation: session.explainForced(question.forced) ?? undefined, repairs: [] }
  }
  const { decision } = question
  return { explanation: session.explain(decision) ?? undefined, repairs: session.repair(decision) }
}
