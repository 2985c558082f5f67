import type { NotificationKind } from '../../contract/messages.ts'
import { findUsers } from '../identity/index.ts'
import { type App, announce, newId, type Tx } from '../platform/index.ts'
import { htmlOf } from './mail-text.ts'
import { preferencesOf } from './preferences.ts'
import { sendMail } from './send-mail.ts'

/** What somebody is told. `link` is a path of the app; opening it decides nothing. */
export type Told = {
  to: readonly string[]
  kind: NotificationKind
  title: string
  text?: string | undefined
  link?: string | undefined
  /** Of all that a person is told: the same thing is told once, however often this is called. */
  key: string
}

/** Tells people in the app and by mail, each in the way they chose. */
export async function notify(tx: Tx, app: Pick<App, 'config'>, told: Told): Promise<void> {
  const people = await findUsers(tx, told.to)
  for (const person of people.values()) {
    if (!person.enabled || person.expired) continue
    const { inApp, mail } = (await preferencesOf(tx, person.id)).kinds[told.kind] ?? {
      inApp: true,
      mail: 'NEVER',
    }
    if (!inApp && mail === 'NEVER') continue
    const id = newId('ntf')
    const fresh = await tx.query(
      `insert into notifications (id, user_id, key, kind, title, text, link, at, in_app, digest)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (user_id, key) do nothing returning id`,
      [
        id,
        person.id,
        told.key,
        told.kind,
        told.title,
        told.text ?? null,
        told.link ?? null,
        tx.ctx.now,
        inApp,
        mail === 'DAILY' && person.email !== undefined,
      ],
    )
    if (fresh.length === 0) continue
    if (inApp) announce(tx, 'notification.created', person.id, { to: [person.id] })
    if (mail === 'AT_ONCE' && person.email !== undefined) {
      const url = told.link && `${app.config.publicUrl}${told.link}`
      const paragraphs = [told.title, ...(told.text ? [told.text] : [])]
      await sendMail(tx, {
        to: `${quoted(person.name)} <${person.email}>`,
        subject: told.title,
        text: [...paragraphs, ...(url ? [url] : [])].join('\n\n'),
        html: htmlOf(paragraphs, url ? { url, label: 'Open in Quoin' } : undefined),
        key: `notification:${id}`,
      })
    }
  }
}

export function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '')}"`
}
