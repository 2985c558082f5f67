import type { z } from 'zod'
import { customerWords, filled } from '../../../contract/customer-words/index.ts'
import type * as contract from '../../../contract/proposals.ts'
import type { Quote } from '../../../contract/quotes.ts'
import { findCustomer } from '../../customers/index.ts'
import { gatherDocument, type Sheet, sheetOf, storeQuoteDocument } from '../../documents/index.ts'
import { findUser } from '../../identity/index.ts'
import { hasMailServer, sendMail } from '../../messages/index.ts'
import { type App, type Context, DomainError } from '../../platform/index.ts'
import { permitQuote } from '../policy.ts'
import { getHead, getQuote } from '../read-quote.ts'
import { createProposal, latestFinalized } from './create-proposal.ts'
import { type CustomerMail, mailHtml, mailText } from './mail-html.ts'
import { linkTo, type Proposal } from './proposal.ts'

type Letter = z.output<NonNullable<typeof contract.sendQuote.body>>
const accent = '#0f5c66'

/** A mail to the customer as it would be written: to whom, in their language. */
export async function draftMail(app: App, ctx: Context, quoteId: string) {
  const { quote, sheet } = await offered(ctx, quoteId)
  const customer = quote.customer && (await findCustomer(ctx.db, quote.customer.id))
  const contacts = [...(customer?.contacts ?? [])].sort((a, b) => Number(b.primary) - Number(a.primary))
  const [contact] = contacts.filter(({ email }) => email !== undefined)
  const words = customerWords(sheet.lang).mail
  const seller = sheet.seller.name
  const who = contact && `${contact.givenName} ${contact.familyName}`
  const names = { number: quote.number, seller, name: quote.name ?? '', who: who ?? '' }
  return {
    to: contact?.email
      ? [{ name: who, email: contact.email }]
      : customer?.email
        ? [{ email: customer.email }]
        : [],
    subject: filled(quote.name ? words.subject : words.subjectPlain, names).slice(0, 200),
    message: [
      who ? filled(words.greeting, names) : words.greetingPlain,
      words.body,
      `${words.closing}\n${ctx.actor.name}`,
    ].join('\n\n'),
    attachments: [`${quote.number}-v${quote.version}.pdf`],
    server: await hasMailServer(app, ctx.db),
  }
}

/** Mails the finalized version: to each their own link, so that each can be followed and taken back. */
export async function sendQuote(
  app: App,
  ctx: Context,
  quoteId: string,
  letter: Letter,
): Promise<{ html: string; sent: Proposal[] }> {
  const { quote, sheet } = await offered(ctx, quoteId)
  const mail = mailOf(quote, sheet, letter.message, linkTo(app.config.publicUrl, '{secret}'))
  if (letter.dryRun) return { html: mailHtml(mail), sent: [] }

  const document = letter.attach ? await storeQuoteDocument(ctx, quote) : undefined
  const sender = await findUser(ctx.db, ctx.actor.id)
  const sent = await ctx.transaction(async (tx) => {
    const proposals: Proposal[] = []
    for (const to of letter.to) {
      const { proposal, token } = await createProposal(tx, quoteId, to, letter.lastDay)
      if (proposal.version !== quote.version) throw new DomainError('request.stale')
      await sendMail(tx, {
        to: to.name ? `"${to.name.replace(/["\\]/g, '')}" <${to.email}>` : to.email,
        ...(sender?.email && { replyTo: sender.email }),
        subject: letter.subject,
        text: mailText(mail),
        html: mailHtml(mail),
        secret: token,
        attachments: document
          ? [{ name: document.name, type: document.type, content: document.content }]
          : [],
      })
      proposals.push(proposal)
    }
    return proposals
  })
  return { html: mailHtml(mail), sent }
}

/** The letter around a quote; used for what follows the first mail too. */
export function mailOf(quote: Quote, sheet: Sheet, message: string, url?: string): CustomerMail {
  const words = customerWords(sheet.lang).mail
  const total = sheet.totals.findLast(({ kind }) => kind === 'total')
  const validUntil = sheet.facts.find(([label]) => label === sheet.labels.validUntil)?.[1] ?? quote.validUntil
  return {
    seller: sheet.seller.name,
    language: sheet.lang,
    accent: sheet.seller.accent ?? accent,
    message,
    facts: [
      [words.quote, quote.number],
      [total?.label ?? words.total, total?.amount ?? quote.totals.total],
      [words.validUntil, validUntil],
    ],
    ...(url && { action: { url, label: words.open, note: words.personal } }),
    foot: sheet.seller.footer,
  }
}

async function offered(ctx: Context, quoteId: string): Promise<{ quote: Quote; sheet: Sheet }> {
  const head = await getHead(ctx, quoteId)
  permitQuote(ctx, 'quotes.write', head)
  const quote = await getQuote(ctx, quoteId, await latestFinalized(ctx.db, head))
  return { quote, sheet: sheetOf(await gatherDocument(ctx.db, quote, false)) }
}
