import { companySettings } from '../identity/index.ts'
import type { Context, Queries } from '../platform/index.ts'
import { removeOldDocuments } from '../quoting/index.ts'

/** Removes the documents of quotes that ended long ago, where nothing that was sold by them ran since. */
export async function removeDocumentsInTime(ctx: Context): Promise<void> {
  const { documentYears } = (await companySettings(ctx.db)).retention
  if (documentYears === undefined) return
  await removeOldDocuments(ctx, documentYears, (quotes, since) => soldByAndRunning(ctx.db, quotes, since))
}

async function soldByAndRunning(
  db: Queries,
  quotes: readonly string[],
  since: Date,
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ quote: string }>(
    `select quote_id as quote from contracts
     where quote_id = any($1::text[]) and status <> 'CANCELLED' and (ends_on is null or ends_on > $2::date)`,
    [quotes, since],
  )
  return new Set(rows.map(({ quote }) => quote))
}
