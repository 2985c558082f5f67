import { z } from 'zod'
import type { Id } from '../../contract/values.ts'
import {
  type App,
  type Context,
  DomainError,
  defineJob,
  enqueue,
  type Job,
  newId,
  type Tx,
} from '../platform/index.ts'
import { type Couriers, openCouriers } from './courier.ts'
import { attachmentsOf, findMail, insertMail, lockMail, saveMail } from './mail-store.ts'

export type Attachment = { name: string; type: string; content: Buffer }
export type MailToSend = {
  /** "anna@example.com" or "Anna Berg <anna@example.com>". */
  to: string
  subject: string
  text: string
  html?: string
  attachments?: readonly Attachment[]
  /** Who gets the answer, where that is not the sender's mailbox. */
  replyTo?: string
  /** Stands for `{secret}` in text and html; it is forgotten once the mail is sent, and nobody reads it here. */
  secret?: string
  /** Of all mails: a second one with the same key is not written. */
  key?: string
}

const sendJob: Job<{ id: string }> = { name: 'messages.send-mail', payload: z.object({ id: z.string() }) }

/** Writes a mail with this transaction; it is sent after the commit. Answers its id, or nothing where it was there. */
export async function sendMail(tx: Tx, mail: MailToSend): Promise<Id<'mai'> | undefined> {
  const id = newId('mai')
  if (!(await insertMail(tx, id, mail))) return undefined
  enqueue(tx, sendJob, { id }, { key: `messages.send-mail:${id}` })
  return id
}

/** Tries once more to send what was not sent. */
export async function resendMail(ctx: Context, id: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const mail = await lockMail(tx, id)
    if (!mail) throw new DomainError('mail.not-found', { id })
    if (mail.status === 'SENT') return
    await saveMail(tx, { ...mail, status: 'WAITING' })
    enqueue(tx, sendJob, { id }, { key: `messages.send-mail:${id}` })
  })
}

/** Lets mail go out, for as long as the node runs. */
export function deliverMail(app: App): Couriers {
  const couriers = openCouriers(app)
  app.closers.push(async () => couriers.close())
  defineJob(app, sendJob, (ctx, { id }) => deliver(ctx, couriers, id))
  return couriers
}

/**
 * Hands one mail to the mail server. The row stays locked meanwhile: of two workers one sends, and the other finds it
 * done. What may pass is tried again by the queue; what the server refuses for good is not.
 */
async function deliver(ctx: Context, couriers: Couriers, id: string): Promise<void> {
  const courier = await couriers.current(ctx.db)
  const passing = await ctx.transaction(async (tx) => {
    const mail = await lockMail(tx, id)
    if (mail?.status !== 'WAITING') return undefined
    if (!courier) {
      await saveMail(tx, { ...mail, status: 'NOT_SENT', lastError: 'No mail server is set up.' })
      return undefined
    }
    const attempts = mail.attempts + 1
    const outcome = await courier.hand(mail, await attachmentsOf(tx, id))
    if (outcome.sent) {
      await saveMail(tx, { ...mail, attempts, status: 'SENT', sentAt: ctx.now, lastError: undefined })
      return undefined
    }
    const status = outcome.forGood ? 'FAILED' : 'WAITING'
    await saveMail(tx, { ...mail, attempts, status, lastError: outcome.reason })
    return outcome.forGood ? undefined : outcome.reason
  })
  if (passing !== undefined) throw new Error(`Mail ${id} could not be sent yet: ${passing}`)
}

/** Whether a mail is there, for those who look after it. */
export async function getMail(ctx: Context, id: string) {
  const mail = await findMail(ctx.db, id)
  if (!mail) throw new DomainError('mail.not-found', { id })
  return mail
}
