import type { QuoteAction } from '../../contract/quotes.ts'
import { can, permit } from '../identity/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import type { Head } from './store.ts'
import { actionsIn } from './transitions.ts'

type Right = 'quotes.read' | 'quotes.write' | 'quotes.approve' | 'quotes.accept'

const rightFor: Record<QuoteAction, Right> = {
  submit: 'quotes.write',
  approve: 'quotes.approve',
  reject: 'quotes.approve',
  recall: 'quotes.write',
  revise: 'quotes.write',
  finalize: 'quotes.write',
  accept: 'quotes.accept',
  decline: 'quotes.accept',
  convert: 'quotes.accept',
  cancel: 'quotes.write',
}

/** Refuses who may not see the quote as if it were not there, and who may not do more as forbidden. */
export function permitQuote(ctx: Context, right: Right, head: Head): void {
  const owner = { ownerId: head.ownerId }
  // Who decides is said by the approval, whatever team the quote is from.
  if (right === 'quotes.approve') return permit(ctx, right)
  permit(ctx, 'quotes.read', owner, new DomainError('quote.not-found', { id: head.id }))
  if (right !== 'quotes.read') permit(ctx, right, owner)
}

type Asked = { askedOf: string[]; involved: string[] } | undefined

/** What the actor may do with the quote now. Deciding is for those who are asked and not involved. */
export function actionsFor(ctx: Context, head: Head, approval: Asked, expired: boolean): QuoteAction[] {
  return actionsIn(head.status).filter((action) => {
    if (!can(ctx, rightFor[action], { ownerId: head.ownerId })) return false
    if (action === 'accept' && expired) return false
    if (action !== 'approve' && action !== 'reject') return true
    return (
      approval !== undefined &&
      approval.askedOf.includes(ctx.actor.id) &&
      !approval.involved.includes(ctx.actor.id)
    )
  })
}
