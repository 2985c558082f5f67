import {
  allNotificationKinds,
  type NotificationKind,
  type Preference,
  type Preferences,
} from '../../contract/messages.ts'
import type { Queries, Tx } from '../platform/index.ts'

const delivered: Record<NotificationKind, Preference> = {
  'approval-asked': { inApp: true, mail: 'AT_ONCE' },
  'approval-reminder': { inApp: true, mail: 'AT_ONCE' },
  'approval-escalated': { inApp: true, mail: 'AT_ONCE' },
  'approval-answered': { inApp: true, mail: 'AT_ONCE' },
  'approval-withdrawn': { inApp: true, mail: 'NEVER' },
  'customer-viewed': { inApp: true, mail: 'NEVER' },
  'customer-asked': { inApp: true, mail: 'AT_ONCE' },
  'customer-answered': { inApp: true, mail: 'AT_ONCE' },
  'quote-expiring': { inApp: true, mail: 'AT_ONCE' },
}
const deliveredDigestHour = 8

/** How a person wants to be told, with the delivered choice where they made none. */
export async function preferencesOf(db: Queries, userId: string): Promise<Preferences> {
  const [row] = await db.query<{ preferences: Partial<Preferences> }>(
    'select preferences from notification_preferences where user_id = $1',
    [userId],
  )
  const kinds = allNotificationKinds.map((kind) => [kind, row?.preferences.kinds?.[kind] ?? delivered[kind]])
  return {
    kinds: Object.fromEntries(kinds) as Preferences['kinds'],
    digestHour: row?.preferences.digestHour ?? deliveredDigestHour,
  }
}

export async function savePreferences(tx: Tx, userId: string, preferences: Preferences): Promise<void> {
  await tx.query(
    `insert into notification_preferences (user_id, preferences) values ($1, $2)
     on conflict (user_id) do update set preferences = excluded.preferences`,
    [userId, JSON.stringify(preferences)],
  )
}
