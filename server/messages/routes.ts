import { z } from 'zod'
import type { Mail } from '../../contract/messages.ts'
import * as contract from '../../contract/messages.ts'
import {
  type App,
  answer,
  type Context,
  decodeCursor,
  defineCron,
  defineSealed,
  encodeCursor,
  serve,
} from '../platform/index.ts'
import { mailAccounts } from './account-mail.ts'
import { tellOfApprovals } from './approval-news.ts'
import { keepMessagesFor } from './keep-messages.ts'
import { hasMailServer } from './mail-server.ts'
import { serveMailServer } from './mail-server-routes.ts'
import { attachmentNames, type MailRow, selectMails } from './mail-store.ts'
import { definePersonalOfMessages } from './personal-mail.ts'
import { preferencesOf, savePreferences } from './preferences.ts'
import { listNotifications, readNotifications } from './read-notifications.ts'
import { sendDigests } from './send-digests.ts'
import { deliverMail, getMail, resendMail } from './send-mail.ts'
import { openStreams } from './stream.ts'

export function registerMessages(app: App): void {
  const streams = openStreams(app)
  serveMailServer(app, deliverMail(app))
  keepMessagesFor(app)
  defineSealed(app, {
    table: 'mails',
    key: ['id'],
    column: 'secret',
    row: (mail) => String(mail.id),
    form: 'text',
  })
  definePersonalOfMessages(app)
  tellOfApprovals(app)
  mailAccounts(app)
  defineCron(app, 'messages.digest', '5,35 * * * *', async (ctx) => {
    await sendDigests(ctx, app)
  })

  serve(app, contract.listNotifications, (ctx, { query }) => listNotifications(ctx, query))
  serve(app, contract.readNotifications, (ctx, { body }) => readNotifications(ctx, body.ids))
  serve(app, contract.getPreferences, (ctx) => preferencesOf(ctx.db, ctx.actor.id))
  serve(app, contract.putPreferences, async (ctx, { body }) => {
    await ctx.transaction((tx) => savePreferences(tx, ctx.actor.id, body))
    return preferencesOf(ctx.db, ctx.actor.id)
  })
  serve(app, contract.streamEvents, (ctx, _, again) => {
    const stream = streams.open(ctx, again)
    // A proxy that gathers the answer would hold back what is meant to be live.
    return answer(stream, { headers: { 'x-accel-buffering': 'no' } })
  })

  serve(app, contract.listMails, async (ctx, { query }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.string(), z.string()]))
    const rows = await selectMails(ctx.db, { status: query.status, after, limit: query.limit + 1 })
    const shown = rows.slice(0, query.limit)
    const last = shown.at(-1)
    return {
      server: await hasMailServer(app, ctx.db),
      items: await present(ctx, shown),
      ...(rows.length > query.limit && last
        ? { next: encodeCursor([last.createdAt.toISOString(), last.id]) }
        : {}),
    }
  })
  serve(app, contract.getMail, async (ctx, { params }) => {
    const mail = await getMail(ctx, params.id)
    return { ...(await presentOne(ctx, mail)), text: mail.text }
  })
  serve(app, contract.resendMail, async (ctx, { params }) => {
    await resendMail(ctx, params.id)
    return presentOne(ctx, await getMail(ctx, params.id))
  })
}

async function present(ctx: Context, mails: readonly MailRow[]): Promise<Mail[]> {
  const names = await attachmentNames(
    ctx.db,
    mails.map((mail) => mail.id),
  )
  return mails.map(({ text: _, html: __, secret: ___, replyTo: ____, createdAt, sentAt, ...mail }) => ({
    ...mail,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString(),
    attachments: names.get(mail.id) ?? [],
  }))
}

async function presentOne(ctx: Context, mail: MailRow): Promise<Mail> {
  const [shown] = await present(ctx, [mail])
  if (!shown) throw new Error('one mail in, none out')
  return shown
}
