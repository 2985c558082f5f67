import type { Stock } from '../../contract/stock.ts'
import { record } from '../identity/index.ts'
import { announce, type Context, DomainError, type Queries } from '../platform/index.ts'
import { currentRevision, readSnapshot } from '../revisions/index.ts'

type Said = Pick<Stock, 'product' | 'available'> & { leadTimeDays?: number | undefined }

/** Stock of the products named, where it is known. */
export async function readStock(db: Queries, products: readonly string[]): Promise<Stock[]> {
  const rows = await db.query<
    Omit<Stock, 'updatedAt' | 'leadTimeDays'> & { updatedAt: Date; leadTimeDays: number | null }
  >(
    `select product, trim_scale(available)::text as available, lead_time_days as "leadTimeDays",
       updated_at as "updatedAt"
     from stock where product = any($1) order by product`,
    [products],
  )
  return rows.map((row) => ({
    ...row,
    leadTimeDays: row.leadTimeDays ?? undefined,
    updatedAt: row.updatedAt.toISOString(),
  }))
}

/** Takes over what the warehouse says; refuses products that do not exist, and then takes over nothing. */
export async function putStock(ctx: Context, database: object, said: readonly Said[]): Promise<number> {
  await ctx.transaction(async (tx) => {
    const snapshot = await readSnapshot(database, tx, await currentRevision(tx.ctx))
    const codes = said.map((each) => each.product)
    const known = new Set((await snapshot.get(tx, 'products', codes)).map((row) => row.code))
    const missing = codes.find((code) => !known.has(code))
    if (missing) throw new DomainError('reference.not-found', { kind: 'product', code: missing })
    await tx.query(
      `insert into stock (product, available, lead_time_days, updated_at)
       select distinct on (product) product, available, "leadTimeDays", $2
       from jsonb_to_recordset($1) as said(product text, available numeric, "leadTimeDays" integer)
       on conflict (product) do update set available = excluded.available,
         lead_time_days = excluded.lead_time_days, updated_at = excluded.updated_at`,
      [JSON.stringify(said), ctx.now],
    )
    record(tx, {
      action: 'stock.changed',
      subject: { kind: 'stock', id: 'all' },
      after: { count: said.length },
    })
    announce(tx, 'stock.changed', 'all', { products: codes.slice(0, 100), count: said.length })
  })
  return said.length
}
