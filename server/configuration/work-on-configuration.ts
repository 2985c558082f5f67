import { isDeepStrictEqual } from 'node:util'
import type { Configuration } from '../../contract/configurations.ts'
import type { Configuring } from '../../contract/configuring.ts'
import {
  type Decision,
  decisionsOf,
  type Explanation,
  type Session,
} from '../../engines/configurator/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { judgeProducts } from './judge-products.ts'
import { getConfiguration, givenOf, lockConfiguration, saveChanged, shown } from './save-configuration.ts'
import { decideAll, getConfigurable, getSellable, resume, stateOf } from './session.ts'
import type { Saved } from './store.ts'

type Item = Saved['products'][number]
export type Worked = { configuration: Configuration; item: Item['id']; state: Configuring }

/** Takes a product of a saved configuration up where it stands, acts on it, and saves what the session then holds. */
export async function work(
  ctx: Context,
  database: object,
  id: string,
  wanted: string | undefined,
  act: (session: Session) => Explanation[],
  { complete = false } = {},
): Promise<Worked> {
  return ctx.transaction(async (tx) => {
    const before = await lockConfiguration(tx, id)
    const item = itemOf(before, wanted)
    const product = await getConfigurable(tx.ctx, database, item.product, before.revision)
    const { session, refused } = resume(product.model, item.decisions)
    const refusals = [...refused, ...act(session)]
    const decisions = session.decisions()
    const state = stateOf(product, session, refusals, { complete })
    if (isDeepStrictEqual(decisions, item.decisions))
      return { configuration: shown(before), item: item.id, state }
    const products = before.products.map(givenOf)
    const next = products.map((each) => (each.id === item.id ? { ...each, decisions } : each))
    const after = { ...before, ...(await judgeProducts(tx.ctx, database, next, before.revision)) }
    return { configuration: await saveChanged(tx, before, after), item: item.id, state }
  })
}

/** The product that is meant: the one that is named, or the only one there is. */
export function itemOf({ products }: Pick<Configuration, 'products'>, wanted: string | undefined): Item {
  const found = wanted === undefined && products.length === 1 ? products[0] : undefined
  const named = found ?? products.find((each) => each.id === wanted)
  if (named) return named
  const list = products.map((each) => `${each.id} (${each.productName})`).join(', ')
  throw new DomainError('configuration.which-product', { products: list })
}

/** Moves all its products to the present revision; decisions that no longer hold are left out and told. */
export async function refresh(ctx: Context, database: object, id: string) {
  return ctx.transaction(async (tx) => {
    const before = await lockConfiguration(tx, id)
    const refused: { item: Item['id']; explanation: Explanation }[] = []
    const next = []
    for (const item of before.products) {
      const { model } = await getSellable(tx.ctx, database, item.product)
      const taken = model && resume(model, item.decisions)
      refused.push(...(taken?.refused ?? []).map((explanation) => ({ item: item.id, explanation })))
      next.push({ ...givenOf(item), decisions: taken?.session.decisions() ?? [] })
    }
    const judged = await judgeProducts(tx.ctx, database, next)
    if (judged.revision === before.revision) return { configuration: shown(before), refused }
    return { configuration: await saveChanged(tx, before, { ...before, ...judged }), refused }
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

type Question = { decision: Decision } | { forced: string }

/** Why a value is not to be had, or why it is the only one left; repairs only of what was wanted. */
export async function explainSaved(
  ctx: Context,
  database: object,
  id: string,
  { item: wanted, ...question }: Question & { item?: string | undefined },
) {
  const saved = await getConfiguration(ctx, id)
  const item = itemOf(saved, wanted)
  const { model } = await getConfigurable(ctx, database, item.product, saved.revision)
  return explainIn(resume(model, item.decisions).session, question)
}

export function explainIn(session: Session, question: Question) {
  if ('forced' in question) {
    return { explanation: session.explainForced(question.forced) ?? undefined, repairs: [] }
  }
  const { decision } = question
  return { explanation: session.explain(decision) ?? undefined, repairs: session.repair(decision) }
}
