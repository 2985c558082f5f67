import type { ReferenceKind } from '../../contract/revisions.ts'
import { isShown } from '../../contract/sight.ts'
import { sightOf } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'

const secretFields: Partial<Record<ReferenceKind, readonly string[]>> = {
  prices: ['cost', 'floor', 'target'],
}

/** A thing as the actor may see it: without those of cost, floor and target that they may not know. */
export function visibleTo<Body extends Record<string, unknown>>(
  ctx: Context,
  kind: ReferenceKind,
  body: Body,
): Body {
  const hidden = hiddenFields(ctx, kind)
  if (hidden.length === 0) return body
  return Object.fromEntries(Object.entries(body).filter(([field]) => !hidden.includes(field))) as Body
}

/** Fields of a kind that are kept from the actor. */
export function hiddenFields(ctx: Context, kind: ReferenceKind): readonly string[] {
  const sight = sightOf(ctx)
  return (secretFields[kind] ?? []).filter((field) => !isShown(sight, field))
}
