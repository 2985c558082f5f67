import { z } from 'zod'
import { type SignatureRecord, storeQuoteDocument, storeSignedDocument } from '../../documents/index.ts'
import type { Context, Job } from '../../platform/index.ts'
import { getQuote } from '../read-quote.ts'
import { findSignature, happenings } from './store.ts'

/** Sets the signed document of an accepted version and keeps it. */
export const storeSignedJob: Job<{ quoteId: string; version: number }> = {
  name: 'quoting.store-signed',
  payload: z.object({ quoteId: z.string(), version: z.number() }),
}

/** The signed document of a version: kept, or made now and kept. None, where nobody signed on the customer's page. */
export async function signedDocument(ctx: Context, quoteId: string, version: number) {
  const signed = await findSignature(ctx.db, quoteId, version)
  if (!signed) return undefined
  const quote = await getQuote(ctx, quoteId, version)
  const offer = await storeQuoteDocument(ctx, quote)
  const happened = await happenings(ctx.db, quoteId, signed.proposalId)
  const record: SignatureRecord = {
    name: signed.name,
    role: signed.role,
    strokes: signed.strokes,
    at: signed.signedAt.toISOString(),
    from: signed.ip,
    with: signed.userAgent,
    sha256: offer.sha256,
    // The road to the signature, oldest first; what came after belongs to no document.
    happened: happened
      .filter(
        ({ at, kind }) => at <= signed.signedAt && ['SENT', 'VIEWED', 'CHOSE', 'ACCEPTED'].includes(kind),
      )
      .map(({ at, kind, who, words }) => ({ at: at.toISOString(), kind, who, words }))
      .reverse(),
  }
  return storeSignedDocument(ctx, quote, record)
}
