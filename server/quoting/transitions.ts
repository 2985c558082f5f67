import type { QuoteAction, QuoteStatus } from '../../contract/quotes.ts'
import { DomainError } from '../platform/index.ts'

type Transition = { from: readonly QuoteStatus[]; to: QuoteStatus }

/** Which action leads from where to where; there is no other way from one status to another. */
export const transitions: Record<QuoteAction | 'expire', Transition> = {
  submit: { from: ['DRAFT'], to: 'PENDING_APPROVAL' },
  approve: { from: ['PENDING_APPROVAL'], to: 'APPROVED' },
  reject: { from: ['PENDING_APPROVAL'], to: 'REJECTED' },
  recall: { from: ['PENDING_APPROVAL', 'APPROVED', 'REJECTED'], to: 'DRAFT' },
  revise: { from: ['APPROVED', 'REJECTED', 'FINALIZED', 'DECLINED', 'EXPIRED'], to: 'DRAFT' },
  finalize: { from: ['APPROVED'], to: 'FINALIZED' },
  accept: { from: ['FINALIZED'], to: 'ACCEPTED' },
  decline: { from: ['FINALIZED'], to: 'DECLINED' },
  expire: { from: ['FINALIZED'], to: 'EXPIRED' },
  convert: { from: ['ACCEPTED'], to: 'CONVERTED' },
  cancel: {
    from: ['DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'REJECTED', 'FINALIZED', 'DECLINED', 'EXPIRED'],
    to: 'CANCELLED',
  },
}

/** The status an action leads to, or the refusal that the quote is not in a state for it. */
export function statusAfter(
  quote: { number: string; status: QuoteStatus },
  action: QuoteAction | 'expire',
): QuoteStatus {
  const { from, to } = transitions[action]
  if (from.includes(quote.status)) return to
  throw new DomainError('quote.wrong-state', {
    number: quote.number,
    status: quote.status,
    action,
    needed: from.join(' or '),
  })
}

/** Actions that are possible in a status, whoever asks. */
export function actionsIn(status: QuoteStatus): QuoteAction[] {
  const actions = Object.keys(transitions).filter((action) => action !== 'expire') as QuoteAction[]
  return actions.filter((action) => transitions[action].from.includes(status))
}

/** From finalization on a version never changes: revising opens the next one. */
export function opensNextVersion(status: QuoteStatus): boolean {
  return status === 'FINALIZED' || status === 'DECLINED' || status === 'EXPIRED'
}
