import type { Product } from '../../contract/catalog.ts'
import type { Configuring } from '../../contract/configuring.ts'
import {
  type CompiledModel,
  type Decision,
  type Explanation,
  partsOf,
  type Session,
  startSession,
} from '../../engines/configurator/index.ts'
import { getProduct } from '../catalog/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { findModel } from './configurator.ts'

/** A product with something to configure, as one revision has it. */
export type Configurable = { revision: number; product: Product; model: CompiledModel }

/** The product and its compiled model at a revision, the present one unless told; refuses where there is none. */
export async function getConfigurable(
  ctx: Context,
  database: object,
  code: string,
  at?: number,
): Promise<Configurable> {
  const { model, ...found } = await getSellable(ctx, database, code, at)
  if (!model) throw new DomainError('configuration.no-model', { product: code })
  return { ...found, model }
}

/** The product at a revision, with its model where there is something to configure. */
export async function getSellable(ctx: Context, database: object, code: string, at?: number) {
  const { revision, product, plans } = await getProduct(ctx, database, code, at)
  const model = await findModel(ctx.db, await readSnapshot(database, ctx.db, revision), product)
  return { revision, product, plans, model }
}

/** Decides one after the other; what contradicts earlier decisions is left out, with its reason. */
export function decideAll(session: Session, decisions: readonly Decision[]): Explanation[] {
  return decisions.flatMap((decision) => {
    const result = session.decide(decision)
    return result.ok ? [] : [result.explanation]
  })
}

/** Earlier decisions taken up again; those that no longer hold are told like refusals. */
export function resume(model: CompiledModel, decisions: readonly Decision[]) {
  const session = startSession(model, [...decisions])
  const refused: Explanation[] = session.dropped.map(({ decision, message }) => ({
    about: decision,
    decisions: [],
    constraints: [],
    sentences: [message],
  }))
  return { session, refused }
}

/** What the session leaves open and comes to; `complete` shows where each value would come from. */
export function stateOf(
  { revision, model }: Configurable,
  session: Session,
  refused: Explanation[],
  { complete = false, holes = 0 } = {},
): Configuring {
  const completion = session.complete()
  return {
    revision,
    domains: session.domains(undefined, { holes }),
    refused,
    parts: partsOf(model, completion.configuration),
    ...(complete && { completion }),
  }
}
