import * as page from '../../../contract/proposal-page.ts'
import * as contract from '../../../contract/proposals.ts'
import { storeQuoteDocument } from '../../documents/index.ts'
import {
  type App,
  answer,
  type Context,
  defineJob,
  type FileBody,
  makeContext,
  serve,
} from '../../platform/index.ts'
import { getHead, getQuote } from '../read-quote.ts'
import { acceptProposal, declineProposal } from './answer-proposal.ts'
import { createProposal, revokeProposal, shownProposal } from './create-proposal.ts'
import { sendSigned } from './follow-up.ts'
import { demandPaceOfAddress, demandPaceOfLink } from './limits.ts'
import { findProposal, readOffer } from './offer.ts'
import { customerActor, linkTo } from './proposal.ts'
import { draftMail, sendQuote } from './send-quote.ts'
import { signedDocument, storeSignedJob } from './signed-document.ts'
import { happenings, messagesOf, proposalsOf } from './store.ts'
import { answerQuestion, ask, choose, noteView } from './talk.ts'
import { tellOfCustomers } from './tell-owner.ts'
import { viewOf } from './view.ts'

/** The customer's page: links to it for the seller, and what a customer does there. */
export function registerProposals(app: App): void {
  serveSeller(app)
  serveCustomer(app)
  defineJob(app, storeSignedJob, (ctx, { quoteId, version }) => sendSigned(ctx, quoteId, version))
  tellOfCustomers(app)
}

function serveSeller(app: App): void {
  serve(app, contract.createProposal, async (ctx, { params, body }) => {
    const { proposal, token } = await ctx.transaction((tx) =>
      createProposal(tx, params.id, body.recipient ?? {}, body.lastDay),
    )
    return { proposal: shownProposal(proposal), url: linkTo(app.config.publicUrl, token) }
  })
  serve(app, contract.listProposals, async (ctx, { params }) => {
    const head = await getHead(ctx, params.id)
    const [items, events, messages] = await Promise.all([
      proposalsOf(ctx.db, head.id),
      happenings(ctx.db, head.id),
      messagesOf(ctx.db, head.id),
    ])
    return {
      items: items.map(shownProposal),
      events: events.map(({ version: _, ...event }) => ({ ...event, at: event.at.toISOString() })),
      messages,
    }
  })
  serve(app, contract.revokeProposal, async (ctx, { params }) => {
    await revokeProposal(ctx, params.id, params.proposal)
    return null
  })
  serve(app, contract.draftMail, (ctx, { params }) => draftMail(app, ctx, params.id))
  serve(app, contract.sendQuote, async (ctx, { params, body }) => {
    const { html, sent } = await sendQuote(app, ctx, params.id, body)
    return { html, sent: sent.map(shownProposal) }
  })
  serve(app, contract.answerQuestion, async (ctx, { params, body }) => ({
    messages: await answerQuestion(ctx, params.id, body.text),
  }))
}

function serveCustomer(app: App): void {
  /** The context of whoever has the link; refuses links that lead nowhere. */
  async function customer(ctx: Context, token: string, name?: string): Promise<Context> {
    await demandPaceOfAddress(ctx)
    const proposal = await findProposal(ctx, token)
    await demandPaceOfLink(ctx, proposal.id)
    const { requestId, now, origin } = ctx
    return makeContext(app, customerActor(proposal, name), { requestId, now, origin })
  }
  const view = async (ctx: Context, token: string) =>
    viewOf(ctx, ctx.db, await readOffer(ctx.db, ctx.now, token))

  serve(app, page.viewProposal, async (ctx, { params: { token } }) => {
    const as = await customer(ctx, token)
    await noteView(as, token)
    return view(as, token)
  })
  serve(app, page.proposalPdf, async (ctx, { params: { token } }) => {
    const as = await customer(ctx, token)
    const { head, version } = await readOffer(as.db, as.now, token)
    const signed = await signedDocument(as, head.id, version.version)
    const { content, name } =
      signed ?? (await storeQuoteDocument(as, await getQuote(as, head.id, version.version)))
    return answer<FileBody>(content, { headers: { 'content-disposition': `inline; filename="${name}"` } })
  })
  serve(app, page.chooseProposal, async (ctx, { params: { token }, body }) => {
    const as = await customer(ctx, token)
    await choose(as, token, body.lines)
    return view(as, token)
  })
  serve(app, page.askProposal, async (ctx, { params: { token }, body }) => {
    const as = await customer(ctx, token, body.name)
    await ask(as, token, body)
    return view(as, token)
  })
  serve(app, page.declineProposal, async (ctx, { params: { token }, body }) => {
    const as = await customer(ctx, token, body.name)
    await declineProposal(as, token, body)
    return view(as, token)
  })
  serve(app, page.acceptProposal, async (ctx, { params: { token }, body }) => {
    const as = await customer(ctx, token, body.name)
    await acceptProposal(as, token, body)
    return view(as, token)
  })
}
