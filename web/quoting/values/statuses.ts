import type { LineStatus, QuoteAction, QuoteStatus } from '../../../contract/quotes.ts'
import type { Tone } from '../../ui/index.ts'

export const lineStatusText: Record<LineStatus, string> = {
  PENDING: 'Pending',
  CONFIGURED: 'Configured',
  PRICED: 'Priced',
  APPROVED: 'Approved',
  FULFILLED: 'Fulfilled',
  REJECTED: 'Rejected',
  CANCELLED: 'Cancelled',
}
export const lineStatusTone: Record<LineStatus, Tone> = {
  PENDING: 'warning',
  CONFIGURED: 'info',
  PRICED: 'neutral',
  APPROVED: 'success',
  FULFILLED: 'success',
  REJECTED: 'danger',
  CANCELLED: 'neutral',
}

/** What the buttons say. */
export const actionText: Record<QuoteAction, string> = {
  submit: 'Submit for approval',
  approve: 'Approve',
  reject: 'Reject',
  recall: 'Recall',
  revise: 'Revise',
  finalize: 'Finalize',
  accept: 'Record acceptance',
  decline: 'Record refusal',
  convert: 'Convert to order',
  cancel: 'Cancel quote',
}

/** The step that moves a quote on; the first of these that is allowed is the prominent one. */
export const forward: readonly QuoteAction[] = ['submit', 'approve', 'finalize', 'accept', 'convert']

/** Why a quote cannot be changed now, and what would make it possible. */
export function whyReadOnly(status: QuoteStatus, actions: readonly QuoteAction[]): string {
  const can = (action: QuoteAction) => actions.includes(action)
  switch (status) {
    case 'DRAFT':
      return 'You may look at this quote, not change it.'
    case 'PENDING_APPROVAL':
      return `Submitted for approval.${can('recall') ? ' Recall it to change it.' : ''}`
    case 'APPROVED':
      return `Approved as it is.${can('revise') ? ' Revise it to change it; what stays the same stays approved.' : ''}`
    case 'REJECTED':
      return `Rejected.${can('revise') ? ' Revise it to change it and submit again.' : ''}`
    case 'FINALIZED':
      return `Finalized for the customer.${can('revise') ? ' Revise it to prepare the next version; this one stays valid meanwhile.' : ''}`
    case 'ACCEPTED':
      return 'Accepted by the customer: it stays as it is.'
    case 'DECLINED':
      return `Declined by the customer.${can('revise') ? ' Revise it to prepare the next version.' : ''}`
    case 'EXPIRED':
      return `Expired.${can('revise') ? ' Revise it to prepare the next version.' : ''}`
    case 'CONVERTED':
      return 'Converted into an order: it stays as it is.'
    case 'CANCELLED':
      return 'Cancelled: it stays as it is.'
  }
}
