import { companySettings, findUser } from '../identity/index.ts'
import type { App, Context, Tx } from '../platform/index.ts'
import { htmlOf } from './mail-text.ts'
import { quoted } from './notify.ts'
import { preferencesOf } from './preferences.ts'
import { sendMail } from './send-mail.ts'

/** Sends the daily mail to everybody whose hour has come today and for whom something waits. Answers to how many. */
export async function sendDigests(ctx: Context, app: Pick<App, 'config'>): Promise<number> {
  const { locale } = await companySettings(ctx.db)
  const { day, hour } = wallClock(ctx.now, locale.zone)
  const waiting = await ctx.db.query<{ user_id: string }>(
    'select distinct user_id from notifications where digest',
  )
  let sent = 0
  for (const { user_id: userId } of waiting) {
    if (await ctx.transaction((tx) => sendDigest(tx, app, userId, day, hour))) sent += 1
  }
  return sent
}

async function sendDigest(
  tx: Tx,
  app: Pick<App, 'config'>,
  userId: string,
  day: string,
  hour: number,
): Promise<boolean> {
  const preferences = await preferencesOf(tx, userId)
  if (hour < preferences.digestHour) return false
  // The row is the lock and the memory: once a day, whoever runs this and however often.
  const [mine] = await tx.query(
    `insert into notification_preferences (user_id, preferences, digest_sent_on) values ($1, '{}', $2)
     on conflict (user_id) do update set digest_sent_on = excluded.digest_sent_on
       where notification_preferences.digest_sent_on is distinct from excluded.digest_sent_on
     returning user_id`,
    [userId, day],
  )
  if (!mine) return false
  const told = await tx.query<{ title: string; text: string | null; link: string | null }>(
    `with taken as (update notifications set digest = false where user_id = $1 and digest returning title, text, link, at, id)
     select title, text, link from taken order by at, id`,
    [userId],
  )
  const person = await findUser(tx, userId)
  if (!person?.email || told.length === 0) return false
  const subject =
    told.length === 1 ? 'One thing since your last mail' : `${told.length} things since your last mail`
  const paragraphs = told.map(({ title, text, link }) =>
    [title, ...(text ? [text] : []), ...(link ? [`${app.config.publicUrl}${link}`] : [])].join('\n'),
  )
  await sendMail(tx, {
    to: `${quoted(person.name)} <${person.email}>`,
    subject,
    text: [subject, ...paragraphs].join('\n\n'),
    html: htmlOf([subject, ...paragraphs], {
      url: `${app.config.publicUrl}/notifications`,
      label: 'Open in Quoin',
    }),
    key: `digest:${userId}:${day}`,
  })
  return true
}

/** The day and the hour on the wall in a time zone. */
function wallClock(now: Date, zone: string): { day: string; hour: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) }
}
