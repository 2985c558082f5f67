import { type Context, DomainError, type Queries, type Tx } from '../platform/index.ts'

/** How often codes are in use. */
export async function usesOf(db: Queries, codes: readonly string[]): Promise<Record<string, number>> {
  if (codes.length === 0) return {}
  const rows = await db.query<{ code: string; uses: string }>(
    'select code, count(*) as uses from discount_uses where code = any($1::text[]) group by code',
    [codes],
  )
  return Object.fromEntries(rows.map((row) => [row.code, Number(row.uses)]))
}

type Limited = { code: string; maxUsageCount?: number | undefined }

/**
 * Makes a quote hold exactly these codes: new ones are reserved, those not named are given back. A code whose limit is
 * reached is refused; redemptions of one code take turns, so that the limit holds whoever else redeems it now.
 */
export async function holdCodes(tx: Tx, quoteId: string, discounts: readonly Limited[]): Promise<void> {
  const codes = discounts.map((each) => each.code)
  await tx.query('delete from discount_uses where quote_id = $1 and not (code = any($2::text[]))', [
    quoteId,
    codes,
  ])
  for (const { code, maxUsageCount } of [...discounts].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    if (maxUsageCount !== undefined) {
      await tx.query("select pg_advisory_xact_lock(hashtext('quoin.code.' || $1))", [code])
      const [others] = await tx.query<{ uses: string }>(
        'select count(*) as uses from discount_uses where code = $1 and quote_id <> $2',
        [code, quoteId],
      )
      if (Number(others?.uses) >= maxUsageCount) throw new DomainError('discount.used-up', { code })
    }
    await tx.query(
      'insert into discount_uses (code, quote_id, used_at) values ($1, $2, $3) on conflict do nothing',
      [code, quoteId, (tx.ctx satisfies Context).now],
    )
  }
}

/** Gives back all codes of a quote. */
export async function giveBackCodes(tx: Tx, quoteId: string): Promise<void> {
  await tx.query('delete from discount_uses where quote_id = $1', [quoteId])
}
