import { type CustomerWords, customerWords, filled } from '../../../contract/customer-words/index.ts'
import { gatherDocument, sheetOf } from '../../documents/index.ts'
import { sendMail } from '../../messages/index.ts'
import type { Context } from '../../platform/index.ts'
import { getQuote } from '../read-quote.ts'
import { mailHtml, mailText } from './mail-html.ts'
import { mailOf } from './send-quote.ts'
import { signedDocument } from './signed-document.ts'
import { findSignature, proposalsOf } from './store.ts'

/** Sets and keeps the signed document of a version, and sends it to whoever signed. */
export async function sendSigned(ctx: Context, quoteId: string, version: number): Promise<void> {
  const document = await signedDocument(ctx, quoteId, version)
  const signed = await findSignature(ctx.db, quoteId, version)
  const proposal = (await proposalsOf(ctx.db, quoteId)).find(({ id }) => id === signed?.proposalId)
  if (!document || !signed || !proposal?.recipientEmail) return
  const { recipientEmail: to } = proposal
  const { name, type, content } = document
  await letter(ctx, quoteId, version, { to, who: signed.name, key: `signed:${proposal.id}` }, (words) => ({
    subject: words.signedSubject,
    body: words.signedBody,
    attachments: [{ name, type, content }],
  }))
}

/** Tells a customer by mail what was answered on their page. The link is not in it: only its hash is known here. */
export async function sendAnswer(
  ctx: Context,
  quoteId: string,
  { proposal: id, message, by, text }: { proposal: string; message: string; by: string; text: string },
): Promise<void> {
  const proposal = (await proposalsOf(ctx.db, quoteId)).find((each) => each.id === id)
  if (!proposal?.recipientEmail) return
  const { recipientEmail: to, recipientName: who, version } = proposal
  await letter(ctx, quoteId, version, { to, who, key: `answer:${message}` }, (words) => ({
    subject: words.answerSubject,
    body: [filled(words.answerBody, { who: by }), text, words.answerMore].join('\n\n'),
  }))
}

type Envelope = { to: string; who: string | undefined; key: string }
type Said = { subject: string; body: string; attachments?: { name: string; type: string; content: Buffer }[] }

async function letter(
  ctx: Context,
  quoteId: string,
  version: number,
  { to, who, key }: Envelope,
  say: (words: CustomerWords['mail']) => Said,
): Promise<void> {
  const quote = await getQuote(ctx, quoteId, version)
  const sheet = sheetOf(await gatherDocument(ctx.db, quote, false))
  const words = customerWords(sheet.lang).mail
  const { subject, body, attachments } = say(words)
  const greeting = who ? filled(words.greeting, { who }) : words.greetingPlain
  const message = [greeting, body, `${words.closing}\n${quote.owner.name}`].join('\n\n')
  const mail = mailOf(quote, sheet, message)
  await ctx.transaction((tx) =>
    sendMail(tx, {
      to,
      subject: filled(subject, { number: quote.number }),
      text: mailText(mail),
      html: mailHtml(mail),
      key,
      ...(attachments && { attachments }),
    }),
  )
}
