import type { Command } from '../../contract/quotes.ts'
import type { Queries, Tx } from '../platform/index.ts'
import type { Patch } from './patch.ts'
import type { Head } from './store.ts'

/** One entry in the life of a quote: a change that can be taken back, or a transition. */
export type QuoteEvent = {
  seq: number
  version: number
  kind: string
  words: string[]
  actorId: string
  at: Date
}
export type ChangeEvent = QuoteEvent & {
  before: Patch
  after: Patch
  touched: string[]
  undoes: number | null
  undone: boolean
}

type Noted = {
  kind: string
  words: string[]
  commands?: readonly Command[]
  before?: Patch
  after?: Patch
  touched?: readonly string[]
  undoes?: number
}

/** Writes down what happened under the quote's present seq. */
export async function noteEvent(tx: Tx, head: Head, noted: Noted): Promise<void> {
  await tx.query(
    `insert into quote_events (quote_id, seq, version, kind, words, actor_id, at, commands, before, after, touched, undoes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      head.id,
      head.seq,
      head.version,
      noted.kind,
      JSON.stringify(noted.words),
      tx.ctx.actor.id,
      tx.ctx.now,
      noted.commands ? JSON.stringify(noted.commands) : null,
      noted.before ? JSON.stringify(noted.before) : null,
      noted.after ? JSON.stringify(noted.after) : null,
      noted.touched ?? [],
      noted.undoes ?? null,
    ],
  )
}

/** Everything that happened to a quote, or all that concerns one line: its own changes, and transitions of the whole. */
export async function eventsOf(db: Queries, quoteId: string, line?: string): Promise<QuoteEvent[]> {
  return db.query(
    `select seq, version, kind, words, actor_id as "actorId", at from quote_events
     where quote_id = $1 and ($2::text is null or kind not in ('change', 'undo', 'redo', 'filed', 'delivered')
       or exists (select 1 from unnest(touched) as t(name) where starts_with(t.name, $2 || '.')))
     order by seq desc limit 500`,
    [quoteId, line ?? null],
  )
}

/**
 * Everybody who wrote on a quote or submitted it, in any of its versions: what they wrote may stand in the present one.
 * Those who wrote on the quote it was copied from count too.
 */
export async function editorsOf(db: Queries, quoteId: string): Promise<string[]> {
  const rows = await db.query<{ actor_id: string }>(
    `with recursive family as (
       select $1::text as id
       union
       select source.id from family
       join quote_events made on made.quote_id = family.id and made.kind = 'created'
       join quotes source on made.words ->> 0 = 'cloned from ' || source.number)
     select distinct actor_id from quote_events join family on family.id = quote_id
     where kind in ('created', 'change', 'undo', 'redo', 'submit')`,
    [quoteId],
  )
  return rows.map((row) => row.actor_id)
}

/** Changes of a version after `seq`, oldest first. */
export async function changesSince(
  db: Queries,
  quoteId: string,
  version: number,
  seq: number,
): Promise<ChangeEvent[]> {
  return db.query(
    `select seq, version, kind, words, actor_id as "actorId", at, before, after, touched, undoes, undone
     from quote_events where quote_id = $1 and version = $2 and seq > $3 and before is not null order by seq`,
    [quoteId, version, seq],
  )
}

/** The latest change of a version that can be taken back, or the latest taking-back that can be done again. */
export async function lastChange(
  db: Queries,
  quoteId: string,
  version: number,
  kind: 'change' | 'undo',
): Promise<ChangeEvent | undefined> {
  const [row] = await db.query<ChangeEvent>(
    `select seq, version, kind, words, actor_id as "actorId", at, before, after, touched, undoes, undone
     from quote_events
     where quote_id = $1 and version = $2 and not undone
       and ${
         kind === 'change'
           ? "kind in ('change', 'redo')"
           : `kind = 'undo' and seq > coalesce((
         select max(seq) from quote_events where quote_id = $1 and version = $2 and kind = 'change'), 0)`
       }
     order by seq desc limit 1`,
    [quoteId, version],
  )
  return row
}

export async function markUndone(tx: Tx, quoteId: string, seq: number): Promise<void> {
  await tx.query('update quote_events set undone = true where quote_id = $1 and seq = $2', [quoteId, seq])
}
