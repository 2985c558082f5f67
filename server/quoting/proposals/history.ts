import type { Queries } from '../../platform/index.ts'
import { happenings } from './store.ts'

const said = {
  SENT: 'made a link for the customer',
  VIEWED: 'opened the customer’s page',
  CHOSE: 'chose',
  ASKED: 'asked',
  ANSWERED: 'answered',
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  REVOKED: 'took a link back',
} as const

/** What happened on the customer's page, as entries of the quote's history. */
export async function customerHistory(db: Queries, quoteId: string) {
  return (await happenings(db, quoteId)).map(({ at, kind, who, words, version }) => ({
    at: at.toISOString(),
    who: { id: 'customer', name: who },
    what: `customer.${kind.toLowerCase()}`,
    words: [words ? `${said[kind]}: ${words}` : said[kind]],
    version,
  }))
}
