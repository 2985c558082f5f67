import type { QuoteStatus } from '../../contract/quotes.ts'
import type { Policy } from '../../engines/pricer/types.ts'
import type { Queries } from '../platform/index.ts'
import { findHead, frozenContext, readVersion, type Version } from './store.ts'

/** A version that was sold, with the choices its prices were calculated by. */
export type SoldVersion = Pick<Version, 'content' | 'priced'> & { policy: Policy | undefined }

export async function soldVersion(db: Queries, quoteId: string, version: number): Promise<SoldVersion> {
  const head = await findHead(db, quoteId)
  if (!head) throw new Error(`There is no quote ${quoteId}`)
  const [{ content, priced }, frozen] = await Promise.all([
    readVersion(db, head, version),
    frozenContext(db, quoteId, version),
  ])
  return { content, priced, policy: frozen?.policy }
}

type OfContract = { id: `quo_${string}`; number: string; status: QuoteStatus; kind: 'AMENDMENT' | 'RENEWAL' }

/** Quotes that change a contract or go on with it, newest first; those that were given up are left out. */
export function quotesOfContract(db: Queries, contract: string): Promise<OfContract[]> {
  return db.query(
    `select q.id, q.number, q.status, v.content -> 'contract' ->> 'kind' as kind
     from quote_versions v join quotes q on q.id = v.quote_id and q.version = v.version
     where v.content -> 'contract' ->> 'id' = $1 and q.status <> 'CANCELLED' order by q.created_at desc limit 50`,
    [contract],
  )
}
