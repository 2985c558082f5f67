import type { NotificationKind } from '../../../contract/messages.ts'
import { notify } from '../../messages/index.ts'
import { type App, type Event, subscribe } from '../../platform/index.ts'
import { findHead } from '../store.ts'
import { sendAnswer } from './follow-up.ts'

type News = { kind: NotificationKind; title: string; text?: string }

/** Tells the owner of a quote what its customer did, and the customer by mail what was answered. */
export function tellOfCustomers(app: App): void {
  subscribe(
    app,
    ['quote.viewed', 'quote.asked', 'quote.accepted', 'quote.declined'],
    'quoting.tell-owner',
    async (ctx, event) => {
      // What sellers record themselves is no news to them.
      if (!event.actorId.startsWith('prp_')) return
      const head = await findHead(ctx.db, event.subjectId)
      const news = head && newsOf(event, head.number)
      if (!head || !news) return
      await ctx.transaction((tx) =>
        notify(tx, app, {
          ...news,
          to: [head.ownerId],
          link: `/quotes/${head.id}`,
          key: `${event.type}:${event.sequence}`,
        }),
      )
    },
  )
  subscribe(app, ['quote.answered'], 'quoting.mail-answer', async (ctx, event) => {
    const { proposal, message, by, text } = event.data
    if (typeof proposal === 'string')
      await sendAnswer(ctx, event.subjectId, {
        proposal,
        message: String(message),
        by: String(by),
        text: String(text),
      })
  })
}

function newsOf({ type, data }: Event, number: string): News | undefined {
  switch (type) {
    case 'quote.viewed':
      return { kind: 'customer-viewed', title: `${String(data.who)} opened ${number}` }
    case 'quote.asked':
      return {
        kind: 'customer-asked',
        title: `${String(data.name)} asks about ${number}`,
        text: String(data.text),
      }
    case 'quote.accepted':
      return { kind: 'customer-answered', title: `${String(data.acceptedBy)} accepted ${number}` }
    case 'quote.declined':
      return { kind: 'customer-answered', title: `${number} was declined by its customer` }
    default:
      return undefined
  }
}
