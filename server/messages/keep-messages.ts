import { companySettings } from '../identity/index.ts'
import { type App, defineCron } from '../platform/index.ts'

/**
 * Removes mail and notifications whose time is over. What still waits, for the mail server or for the daily mail, stays
 * however old it is.
 */
export function keepMessagesFor(app: App): void {
  defineCron(app, 'messages.retention', '11 3 * * *', async (ctx) => {
    const { mailDays, notificationDays } = (await companySettings(ctx.db)).retention
    if (mailDays !== undefined)
      await ctx.db.query(
        `delete from mails where status <> 'WAITING' and coalesce(sent_at, created_at) < $1::timestamptz - $2 * interval '1 day'`,
        [ctx.now, mailDays],
      )
    if (notificationDays !== undefined)
      await ctx.db.query(
        `delete from notifications where not digest and at < $1::timestamptz - $2 * interval '1 day'`,
        [ctx.now, notificationDays],
      )
  })
}
