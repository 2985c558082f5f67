import { createHash, randomBytes } from 'node:crypto'
import type { ProposalState } from '../../../contract/proposal-page.ts'
import type { Id } from '../../../contract/values.ts'
import type { Actor } from '../../platform/index.ts'
import type { Choice } from './choice.ts'

/** A finalized version behind a link. */
export type Proposal = {
  id: Id<'prp'>
  quoteId: Id<'quo'>
  version: number
  recipientName?: string | undefined
  recipientEmail?: string | undefined
  expiresAt: Date
  revokedAt?: Date | undefined
  choice: Choice
  views: number
  firstViewedAt?: Date | undefined
  lastViewedAt?: Date | undefined
  createdAt: Date
  createdBy: string
}

/** 256 bits: nobody guesses it, so it needs no name beside it. */
export const newToken = () => randomBytes(32).toString('base64url')

/** What is stored of a link's secret. A fast hash does: there is nothing to guess in 256 random bits. */
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest('hex')

export const linkTo = (publicUrl: string, token: string) => `${publicUrl}/p/${token}`

/** A link ends by its time, or earlier by its seller. */
export function isClosed(proposal: Pick<Proposal, 'expiresAt' | 'revokedAt'>, now: Date): boolean {
  return proposal.revokedAt !== undefined || proposal.expiresAt <= now
}

type Facts = {
  /** Of the version behind the link. */
  status: string
  expired: boolean
  /** Of the quote: a customer meets the latest finalized version, while a newer one is only in the making. */
  quoteStatus: string
  newerFinalized: boolean
}

/** Where a proposal stands for its customer; only an open one can be answered. */
export function stateOf({ status, expired, quoteStatus, newerFinalized }: Facts): ProposalState {
  if (status === 'ACCEPTED' || status === 'CONVERTED') return 'ACCEPTED'
  if (status === 'DECLINED') return 'DECLINED'
  if (newerFinalized || quoteStatus === 'ACCEPTED' || quoteStatus === 'CONVERTED') return 'SUPERSEDED'
  if (quoteStatus === 'CANCELLED' || status === 'CANCELLED') return 'WITHDRAWN'
  return expired ? 'EXPIRED' : 'OPEN'
}

/** Whoever has the link acts as the customer: on this quote alone, and only to read it and to answer. */
export function customerActor({ id, recipientName }: Proposal, name = recipientName): Actor {
  return {
    id,
    name: name ?? 'Customer',
    grants: new Map([
      ['quotes.read', 'all'],
      ['quotes.accept', 'all'],
    ]),
    via: 'nobody',
  }
}
