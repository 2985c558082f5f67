import { definePersonal } from '../identity/index.ts'
import type { App } from '../platform/index.ts'

/** What messages keep about people: what they were told, how they want to be told, and mail to them. */
export function definePersonalOfMessages(app: App): void {
  definePersonal(app, {
    rows: [
      {
        table: 'notifications',
        what: 'notifications',
        where: 'user_id = $1',
        shows: 'kind, title, text, at, read_at',
      },
      {
        table: 'notification_preferences',
        what: 'preferences for notifications',
        where: 'user_id = $1',
        shows: 'preferences',
      },
      {
        table: 'mails',
        what: 'mail to them',
        where: 'exists (select from unnest($2) as theirs where position(theirs in lower(recipient)) > 0)',
        shows: 'recipient, subject, text, created_at, sent_at',
      },
    ],
    packed: [
      {
        // Copies of documents that are kept with their quote; nobody can look for a name in them.
        what: 'attachments of mail that names them',
        count: async () => 0,
        async forget(tx, { pattern }) {
          const gone = await tx.query(
            `delete from mail_attachments where mail_id in (
               select id from mails where subject ~* $1 or text ~* $1 or html ~* $1 or recipient ~* $1) returning 1`,
            [pattern],
          )
          return gone.length
        },
      },
    ],
  })
}
