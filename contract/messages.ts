import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { id, instant, page, paging } from './values.ts'

/** What people can be told about; each decides for each kind how it reaches them. */
export const notificationKinds = {
  'approval-asked': 'Your decision is asked for',
  'approval-reminder': 'A decision of yours is due soon or overdue',
  'approval-escalated': 'A decision was passed on because nobody gave it in time',
  'approval-answered': 'A quote of yours was approved, rejected or sent back with a question',
  'approval-withdrawn': 'A decision asked of you is no longer needed',
  'customer-viewed': 'A customer opened a quote of yours',
  'customer-asked': 'A customer asked something about a quote of yours',
  'customer-answered': 'A customer accepted or declined a quote of yours',
  'quote-expiring': 'A quote of yours is about to expire unanswered',
} as const
export type NotificationKind = keyof typeof notificationKinds
export const allNotificationKinds = Object.keys(notificationKinds) as NotificationKind[]

/** How the mail of a kind comes: at once, gathered once a day, or not at all. */
export const mailTimings = ['AT_ONCE', 'DAILY', 'NEVER'] as const

export const notification = z
  .object({
    id: id('ntf'),
    kind: z.string(),
    title: z.string(),
    text: z.string().optional(),
    /** Where in the app it leads, such as "/quotes/quo_…". */
    link: z.string().optional(),
    at: instant,
    readAt: instant.optional(),
  })
  .meta({ id: 'Notification' })
export type Notification = z.infer<typeof notification>

const tag = 'Notifications'

export const listNotifications = endpoint({
  method: 'GET',
  path: '/notifications',
  tag,
  summary: 'What you were told, the latest first',
  permission: 'signed-in',
  forPeople: true,
  query: paging.extend({ unread: z.stringbool().default(false) }),
  response: page(notification).extend({ unread: z.number().int() }),
})

export const readNotifications = endpoint({
  method: 'POST',
  path: '/notifications/read',
  tag,
  summary: 'Mark notifications as read; all of them when none are named',
  permission: 'signed-in',
  forPeople: true,
  body: z.strictObject({ ids: z.array(id('ntf')).max(most('requests', 'page')).optional() }).default({}),
  response: z.object({ unread: z.number().int() }),
})

const preference = z.strictObject({ inApp: z.boolean(), mail: z.enum(mailTimings) })
export type Preference = z.infer<typeof preference>
export const preferences = z
  .strictObject({
    kinds: z.partialRecord(
      z.enum(allNotificationKinds as [NotificationKind, ...NotificationKind[]]),
      preference,
    ),
    /** Hour of the day, in the company's time zone, at which the daily mail goes out. */
    digestHour: z.int().min(0).max(23),
  })
  .meta({ id: 'NotificationPreferences' })
export type Preferences = z.infer<typeof preferences>

export const getPreferences = endpoint({
  method: 'GET',
  path: '/notifications/preferences',
  tag,
  summary: 'How you are told about what',
  permission: 'signed-in',
  forPeople: true,
  response: preferences,
})

export const putPreferences = endpoint({
  method: 'PUT',
  path: '/notifications/preferences',
  tag,
  summary: 'Say how you want to be told about what',
  permission: 'signed-in',
  forPeople: true,
  body: preferences,
  response: preferences,
})

/** A line of the stream: `event: change`, `data: {…}`. */
export const streamEvents = endpoint({
  method: 'GET',
  path: '/events',
  tag,
  summary: 'What happens, as it happens (server-sent events)',
  description:
    'A stream of `change` events about your notifications and the approvals that concern you. Each says what kind of thing ' +
    'changed and which; what it looks like now is read from its own address. Of one quote `/quotes/{id}/events` tells.',
  permission: 'signed-in',
  forPeople: true,
  response: z.string(),
  produces: 'text/event-stream',
})

export const streamedChange = z.object({
  type: z.string(),
  subject: z.string(),
  seq: z.number().int().optional(),
})
export type StreamedChange = z.infer<typeof streamedChange>

// ── Outgoing mail, for administrators ───────────────────────────────────────────────────────────────────────────────

export const mailStatuses = ['WAITING', 'SENT', 'FAILED', 'NOT_SENT'] as const
export const mail = z
  .object({
    id: id('mai'),
    to: z.string(),
    subject: z.string(),
    status: z.enum(mailStatuses),
    attempts: z.number().int(),
    lastError: z.string().optional(),
    createdAt: instant,
    sentAt: instant.optional(),
    attachments: z.array(z.object({ name: z.string(), size: z.number().int() })),
  })
  .meta({ id: 'Mail' })
export type Mail = z.infer<typeof mail>

const mailTag = 'Mail'

export const listMails = endpoint({
  method: 'GET',
  path: '/mails',
  tag: mailTag,
  summary: 'Mail the system wrote, the latest first',
  permission: 'settings.write',
  query: paging.extend({ status: z.enum(mailStatuses).optional() }),
  response: page(mail).extend({ server: z.boolean().meta({ description: 'A mail server is set up' }) }),
})

export const getMail = endpoint({
  method: 'GET',
  path: '/mails/:id',
  tag: mailTag,
  summary: 'One mail with its text',
  permission: 'settings.write',
  params: z.object({ id: id('mai') }),
  response: mail.extend({ text: z.string() }),
  errors: ['mail.not-found'],
})

export const resendMail = endpoint({
  method: 'POST',
  path: '/mails/:id/send',
  tag: mailTag,
  summary: 'Try to send a mail that was not sent',
  permission: 'settings.write',
  params: z.object({ id: id('mai') }),
  response: mail,
  errors: ['mail.not-found'],
})
