import type { ProposalMessage } from '../../../contract/proposals.ts'
import { announce, type Context, DomainError } from '../../platform/index.ts'
import { permitQuote } from '../policy.ts'
import { lockHead } from '../transition.ts'
import { type Choice, choiceWords, complaintAbout, mergedChoice } from './choice.ts'
import { demandFew } from './limits.ts'
import { demandOpen, findProposal, readOffer } from './offer.ts'
import {
  countView,
  insertMessage,
  messagesOf,
  noteChoice,
  noteHappening,
  proposalsOf,
  saveChoice,
} from './store.ts'

const quietMs = 10 * 60_000

/** Counts that the page was opened; the seller is told, once for several looks in a row. */
export function noteView(ctx: Context, token: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const proposal = await findProposal(tx.ctx, token)
    await countView(tx, proposal.id)
    const { lastViewedAt } = proposal
    if (lastViewedAt && ctx.now.getTime() - lastViewedAt.getTime() < quietMs) return
    await noteHappening(tx, proposal, { kind: 'VIEWED', who: ctx.actor.name })
    announce(tx, 'quote.viewed', proposal.quoteId, {
      proposal: proposal.id,
      version: proposal.version,
      who: ctx.actor.name,
    })
  })
}

/** Keeps what the customer takes, leaves and how many, within what was offered. */
export function choose(ctx: Context, token: string, more: Choice): Promise<void> {
  return ctx.transaction(async (tx) => {
    const offer = await readOffer(tx, ctx.now, token, true)
    demandOpen(offer)
    const { proposal, version } = offer
    const complaint = complaintAbout(version.content, more)
    if (complaint) {
      throw new DomainError('request.invalid', {}, [
        { code: 'choice', severity: 'error', path: ['body', 'lines'], message: complaint },
      ])
    }
    const choice = mergedChoice(version.content, proposal.choice, more)
    await saveChoice(tx, proposal.id, choice)
    const words = choiceWords(version.content, choice).join('; ') || 'as offered'
    await noteChoice(tx, proposal, ctx.actor.name, words)
    announce(tx, 'quote.choosing', proposal.quoteId, { proposal: proposal.id })
  })
}

/** Keeps a question of the customer; the seller is told. */
export function ask(
  ctx: Context,
  token: string,
  { name, text }: { name: string; text: string },
): Promise<void> {
  return ctx.transaction(async (tx) => {
    const proposal = await findProposal(tx.ctx, token)
    await demandFew(tx, proposal.id)
    await insertMessage(tx, proposal, { from: 'CUSTOMER', name, text })
    await noteHappening(tx, proposal, { kind: 'ASKED', who: name, words: text.slice(0, 500) })
    announce(tx, 'quote.asked', proposal.quoteId, { proposal: proposal.id, name, text: text.slice(0, 500) })
  })
}

/** What the seller writes appears on the page of whoever asked last, else of the newest link. */
export function answerQuestion(ctx: Context, quoteId: string, text: string): Promise<ProposalMessage[]> {
  return ctx.transaction(async (tx) => {
    const head = await lockHead(tx, quoteId)
    permitQuote(ctx, 'quotes.write', head)
    const proposals = await proposalsOf(tx, quoteId)
    const [asked] = await tx.query<{ id: string }>(
      `select proposal_id as id from proposal_messages where quote_id = $1 and sender = 'CUSTOMER'
       order by at desc, id desc limit 1`,
      [quoteId],
    )
    const proposal = proposals.find(({ id }) => id === asked?.id) ?? proposals[0]
    if (!proposal) throw new DomainError('proposal.not-found')
    const by = ctx.actor.name
    const message = await insertMessage(tx, proposal, { from: 'SELLER', name: by, text })
    await noteHappening(tx, proposal, { kind: 'ANSWERED', who: ctx.actor.name, words: text.slice(0, 500) })
    announce(tx, 'quote.answered', head.id, { proposal: proposal.id, message, by, text })
    return messagesOf(tx, quoteId)
  })
}
