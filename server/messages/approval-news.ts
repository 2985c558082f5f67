import { z } from 'zod'
import type { NotificationKind } from '../../contract/messages.ts'
import { moneyInWords } from '../approvals/index.ts'
import { type App, announce, type Event, subscribe, type Tx } from '../platform/index.ts'
import { notify } from './notify.ts'

/** What approvals announce: enough to put it into words, and whom to tell. */
const news = z.object({
  quote: z.object({
    number: z.string(),
    customer: z.string().optional(),
    total: z.string(),
    currency: z.string(),
  }),
  by: z.string(),
  insteadOf: z.string().optional(),
  tell: z.array(z.string()),
  outcome: z.enum(['APPROVED', 'REJECTED', 'PENDING']).optional(),
  automatic: z.boolean().optional(),
  overdue: z.boolean().optional(),
  comment: z.string().optional(),
  text: z.string().optional(),
})
type News = z.infer<typeof news>
type Words = { kind: NotificationKind; title: string; text?: string | undefined; toOwner?: boolean }

/** Puts the news of approvals into notifications; told once, since the event's place in the log is the key. */
export function tellOfApprovals(app: App): void {
  subscribe(app, Object.keys(words), 'messages.approvals', async (ctx, event) => {
    const read = news.safeParse(event.data)
    if (event.type === 'approval.withdrawn' || (read.data?.outcome ?? 'PENDING') !== 'PENDING') {
      await ctx.transaction((tx) => settleAsked(tx, event.subjectId))
    }
    if (!read.success || read.data.tell.length === 0) return
    const said = words[event.type]?.(read.data)
    if (!said) return
    const { kind, title, text, toOwner } = said
    const link = toOwner ? `/quotes/${event.subjectId}` : linkToDecide(event.subjectId)
    await ctx.transaction((tx) =>
      notify(tx, app, { to: read.data.tell, kind, title, text, link, key: keyOf(event) }),
    )
  })
}

/** What was asked and is decided, or taken back, is no news any more, whether it was read or not. */
async function settleAsked(tx: Tx, quoteId: string): Promise<void> {
  const rows = await tx.query<{ user_id: string }>(
    `update notifications set read_at = $2 where link = $1 and read_at is null
       and kind in ('approval-asked', 'approval-reminder', 'approval-escalated') returning user_id`,
    [linkToDecide(quoteId), tx.ctx.now],
  )
  const to = [...new Set(rows.map((row) => row.user_id))]
  if (to.length > 0) announce(tx, 'notification.read', quoteId, { to })
}

const linkToDecide = (quoteId: string) => `/approvals/${quoteId}`
const keyOf = (event: Event) => `event:${event.sequence}`

const about = ({ quote }: News) => `${quote.number}${quote.customer ? `, ${quote.customer}` : ''}`
const worth = ({ quote }: News) => `${moneyInWords(quote.total, quote.currency)} in total.`

const words: Record<string, (said: News) => Words | undefined> = {
  'approval.asked': (said) => ({
    kind: 'approval-asked',
    title: `Your decision on ${about(said)}`,
    text: `${said.by} asks for your approval. ${worth(said)}`,
  }),
  'approval.handed-over': (said) => ({
    kind: 'approval-asked',
    title: `Your decision on ${about(said)}`,
    text: [`${said.by} passed this decision on to you. ${worth(said)}`, said.comment]
      .filter(Boolean)
      .join('\n'),
  }),
  'approval.deputy-asked': (said) => ({
    kind: 'approval-asked',
    title: `Your decision on ${about(said)}`,
    text: `You decide for ${said.insteadOf ?? 'somebody'}, who is away. ${worth(said)}`,
  }),
  'approval.escalated': (said) => ({
    kind: 'approval-escalated',
    title: `Nobody decided in time on ${about(said)}`,
    text: `It is asked of you too now. ${worth(said)}`,
  }),
  'approval.reminded': (said) => ({
    kind: 'approval-reminder',
    title: said.overdue
      ? `Overdue: your decision on ${about(said)}`
      : `Reminder: your decision on ${about(said)}`,
    text: worth(said),
  }),
  'approval.question': (said) => ({
    kind: 'approval-answered',
    title: `${said.by} has a question about ${about(said)}`,
    text: said.text,
    toOwner: true,
  }),
  'approval.answered': (said) => ({
    kind: 'approval-asked',
    title: `${said.by} answered about ${about(said)}`,
    text: said.text,
  }),
  'approval.decided': (said) =>
    said.outcome === 'PENDING'
      ? undefined
      : {
          kind: 'approval-answered',
          title: `${about(said)} was ${said.outcome === 'REJECTED' ? 'rejected' : 'approved'}`,
          text: said.comment ?? (said.automatic ? 'Nobody had to look at it.' : `By ${said.by}.`),
          toOwner: true,
        },
  'approval.withdrawn': (said) => ({
    kind: 'approval-withdrawn',
    title: `No longer asked: ${about(said)}`,
    text: `${said.by} took it back, or it was decided otherwise.`,
  }),
}
