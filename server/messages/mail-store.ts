import type { Mail } from '../../contract/messages.ts'
import type { Id } from '../../contract/values.ts'
import type { Queries, Tx } from '../platform/index.ts'
import type { Attachment, MailToSend } from './send-mail.ts'

export type MailRow = {
  id: Id<'mai'>
  to: string
  subject: string
  text: string
  html?: string | undefined
  replyTo?: string | undefined
  secret?: string | undefined
  status: Mail['status']
  attempts: number
  lastError?: string | undefined
  createdAt: Date
  sentAt?: Date | undefined
}

const columns = `id, recipient as "to", subject, text, html, reply_to as "replyTo", secret, status, attempts, last_error as "lastError",
  created_at as "createdAt", sent_at as "sentAt"`

/** Writes a mail; answers whether it is new. */
export async function insertMail(tx: Tx, id: Id<'mai'>, mail: MailToSend): Promise<boolean> {
  const rows = await tx.query(
    `insert into mails (id, key, recipient, subject, text, html, reply_to, secret, status, created_at)
     values ($1, $2, $3, $4, $5, $6, $8, $9, 'WAITING', $7) on conflict (key) do nothing returning id`,
    [
      id,
      mail.key ?? null,
      oneLine(mail.to),
      oneLine(mail.subject),
      mail.text,
      mail.html ?? null,
      tx.ctx.now,
      mail.replyTo ? oneLine(mail.replyTo) : null,
      mail.secret === undefined ? null : tx.keys.seal(mail.secret, secretOf(id)),
    ],
  )
  if (rows.length === 0) return false
  for (const [position, { name, type, content }] of (mail.attachments ?? []).entries()) {
    await tx.query(
      'insert into mail_attachments (mail_id, position, name, type, content) values ($1, $2, $3, $4, $5)',
      [id, position, name, type, content],
    )
  }
  return true
}

export async function lockMail(tx: Tx, id: string): Promise<MailRow | undefined> {
  return (await select(tx, 'id = $1 for update', [id]))[0]
}

export async function findMail(db: Queries, id: string): Promise<MailRow | undefined> {
  return (await select(db, 'id = $1', [id]))[0]
}

export async function selectMails(
  db: Queries,
  question: { status?: string | undefined; after?: [string, string] | undefined; limit: number },
): Promise<MailRow[]> {
  const [at, id] = question.after ?? [null, null]
  return select(
    db,
    `($1::text is null or status = $1) and ($2::timestamptz is null or (created_at, id) < ($2, $3))
     order by created_at desc, id desc limit $4`,
    [question.status ?? null, at, id, question.limit],
  )
}

export async function saveMail(tx: Tx, mail: MailRow): Promise<void> {
  await tx.query(
    `update mails set status = $2, attempts = $3, last_error = $4, sent_at = $5,
       secret = case when $2 = 'SENT' then null else secret end where id = $1`,
    [mail.id, mail.status, mail.attempts, mail.lastError ?? null, mail.sentAt ?? null],
  )
}

export function attachmentsOf(db: Queries, id: string): Promise<Attachment[]> {
  return db.query<Attachment>(
    'select name, type, content from mail_attachments where mail_id = $1 order by position',
    [id],
  )
}

/** Names and sizes of what hangs on mails. */
export async function attachmentNames(
  db: Queries,
  ids: readonly string[],
): Promise<Map<string, { name: string; size: number }[]>> {
  const rows = await db.query<{ mailId: string; name: string; size: number }>(
    `select mail_id as "mailId", name, length(content) as size from mail_attachments
     where mail_id = any($1::text[]) order by mail_id, position`,
    [ids],
  )
  return Map.groupBy(rows, (row) => row.mailId)
}

async function select(db: Queries, condition: string, values: readonly unknown[]): Promise<MailRow[]> {
  const rows = await db.query<{ [Name in keyof MailRow]: MailRow[Name] | null }>(
    `select ${columns} from mails where ${condition}`,
    values,
  )
  return rows.map((row) => {
    // Columns that may be empty are optional fields; the rest of the row is as the type says.
    const mail = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as MailRow
    return mail.secret === undefined
      ? mail
      : { ...mail, secret: db.keys.open(mail.secret, secretOf(mail.id)) }
  })
}

/** Where the secret of a mail stands, for the key it is sealed under. */
export const secretOf = (id: string) => ({ table: 'mails', column: 'secret', row: id })

/** Heads of a mail are lines: nothing that was written by somebody can begin another one. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim()
}
