import { describe, expect, it } from 'vitest'
import { type QuoteAction, quoteActions, quoteStatuses } from '../../contract/quotes.ts'
import { DomainError } from '../platform/index.ts'
import { statusAfter } from './transitions.ts'

/** The table of the design, written a second time on purpose: whoever changes one has to mean it. */
const allowed: Record<string, string> = {
  'DRAFT submit': 'PENDING_APPROVAL',
  'PENDING_APPROVAL approve': 'APPROVED',
  'PENDING_APPROVAL reject': 'REJECTED',
  'PENDING_APPROVAL recall': 'DRAFT',
  'APPROVED recall': 'DRAFT',
  'REJECTED recall': 'DRAFT',
  'APPROVED revise': 'DRAFT',
  'REJECTED revise': 'DRAFT',
  'FINALIZED revise': 'DRAFT',
  'DECLINED revise': 'DRAFT',
  'EXPIRED revise': 'DRAFT',
  'APPROVED finalize': 'FINALIZED',
  'FINALIZED accept': 'ACCEPTED',
  'FINALIZED decline': 'DECLINED',
  'FINALIZED expire': 'EXPIRED',
  'ACCEPTED convert': 'CONVERTED',
  'DRAFT cancel': 'CANCELLED',
  'PENDING_APPROVAL cancel': 'CANCELLED',
  'APPROVED cancel': 'CANCELLED',
  'REJECTED cancel': 'CANCELLED',
  'FINALIZED cancel': 'CANCELLED',
  'DECLINED cancel': 'CANCELLED',
  'EXPIRED cancel': 'CANCELLED',
}

describe('the states of a quote', () => {
  const actions: (QuoteAction | 'expire')[] = [...quoteActions, 'expire']
  for (const status of quoteStatuses) {
    for (const action of actions) {
      const to = allowed[`${status} ${action}`]
      it(to ? `${action} leads from ${status} to ${to}` : `${action} is refused in ${status}`, () => {
        const quote = { number: 'QT-2026-TEST0001', status }
        if (to) expect(statusAfter(quote, action)).toBe(to)
        else expect(() => statusAfter(quote, action)).toThrow(DomainError)
      })
    }
  }
})
