import type { Collection } from '../../../contract/founding.ts'
import type { Queries, Tx } from '../../platform/index.ts'
import type { Document } from './extended-json.ts'
import { findable } from './imported-quotes.ts'
import type { Thing } from './to-things.ts'

export type Kept = {
  id: string
  document: string
  kind: Thing['kind'] | null
  code: string | null
  made: Record<string, unknown> | null
}

/** The texts of those of these documents that are kept already. */
export async function keptTexts(
  db: Queries,
  collection: Collection,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; document: string }>(
    'select id, document from founding_documents where collection = $1 and id = any($2::text[])',
    [collection, ids],
  )
  return new Map(rows.map((row) => [row.id, row.document]))
}

export async function keepDocuments(
  tx: Tx,
  collection: Collection,
  documents: readonly { document: Document; thing: Thing | undefined }[],
): Promise<void> {
  const rows = documents.map(({ document, thing }) => ({
    id: document.id,
    document: document.text,
    kind: thing?.kind,
    code: thing?.code,
    made: thing?.body,
    ...findable(collection, document.id, document.fields),
  }))
  await tx.query(
    `insert into founding_documents (collection, id, document, kind, code, made, quote, search, imported_at, imported_by)
     select $1, d.id, d.document, d.kind, d.code, d.made, d.quote, d.search, $2, $3
     from jsonb_to_recordset($4::jsonb)
       as d(id text, document text, kind text, code text, made jsonb, quote text, search text)
     on conflict (collection, id) do update set document = excluded.document, kind = excluded.kind,
       code = excluded.code, made = excluded.made, quote = excluded.quote, search = excluded.search, imported_at = excluded.imported_at, imported_by = excluded.imported_by`,
    [collection, tx.ctx.now, tx.ctx.actor.id, JSON.stringify(rows)],
  )
}

/** Documents of a collection in the order they came. */
export async function* keptDocuments(db: Queries, collection: Collection): AsyncGenerator<Kept[]> {
  let after = '0'
  for (;;) {
    const rows = await db.query<Kept & { position: string }>(
      `select id, position, document, kind, code, made from founding_documents
       where collection = $1 and position > $2::bigint order by position limit 1000`,
      [collection, after],
    )
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last) return
    after = last.position
  }
}
