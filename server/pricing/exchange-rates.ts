import type { ExchangeRate } from '../../engines/pricer/types.ts'
import type { Queries, Tx } from '../platform/index.ts'

/** The newest rates on or before `day` between a currency and all others. */
export async function ratesOf(db: Queries, currency: string, day: string): Promise<ExchangeRate[]> {
  return db.query<ExchangeRate>(
    `select distinct on (from_currency, to_currency)
       id, from_currency as from, to_currency as to, rate::text, to_char(day, 'YYYY-MM-DD') as day, source
     from exchange_rates
     where (from_currency = $1 or to_currency = $1) and day <= $2
     order by from_currency, to_currency, day desc`,
    [currency, day],
  )
}

/** Notes rates; one of the same pair, day and source replaces the earlier. */
export async function putExchangeRates(tx: Tx, rates: readonly ExchangeRate[]): Promise<void> {
  await tx.query(
    `insert into exchange_rates (id, from_currency, to_currency, rate, day, source)
     select r.id, r.from, r.to, r.rate::numeric, r.day::date, r.source
     from jsonb_to_recordset($1::jsonb) as r(id text, "from" text, "to" text, rate text, day text, source text)
     on conflict (from_currency, to_currency, day, source) do update set rate = excluded.rate`,
    [JSON.stringify(rates)],
  )
}
