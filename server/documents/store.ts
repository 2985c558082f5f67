import type { StoredDocument } from '../../contract/documents.ts'
import type { Queries, Tx } from '../platform/index.ts'
import { fetchBack, throwAway } from './vault.ts'

/** What the table keeps beside the content itself. */
const columns = `id, kind, name, type, size, sha256, quote_id as "quoteId", quote_number as "quoteNumber",
  quote_version as "quoteVersion", template_code as "templateCode", template_revision as "templateRevision",
  created_at as "createdAt"`

export type DocumentKind = StoredDocument['kind']
type DocumentRow = {
  id: string
  kind: DocumentKind
  name: string
  type: string
  size: number
  sha256: string
  quoteId: string
  quoteNumber: string
  quoteVersion: number
  templateCode: string | null
  templateRevision: number | null
  createdAt: Date
}

export type WithContent = StoredDocument & { content: Buffer }
type Stored = DocumentRow & { content: Buffer | null; location: string | null }

/** The document of one version of a quote, of one kind. */
export async function selectOfVersion(
  db: Queries,
  quoteId: string,
  version: number,
  kind: DocumentKind,
): Promise<WithContent | undefined> {
  const [row] = await db.query<Stored>(
    `select ${columns}, content, location from documents where quote_id = $1 and quote_version = $2 and kind = $3`,
    [quoteId, version, kind],
  )
  return row && withContent(row)
}

/** The same without its content, for whoever only points to it. */
export async function selectNameOfVersion(
  db: Queries,
  quoteId: string,
  version: number,
): Promise<{ id: string; name: string } | undefined> {
  const [row] = await db.query<{ id: string; name: string }>(
    `select id, name from documents where quote_id = $1 and quote_version = $2 and kind = 'QUOTE'`,
    [quoteId, version],
  )
  return row
}

/** A document by its id. */
export async function selectDocument(db: Queries, id: string): Promise<WithContent | undefined> {
  const [row] = await db.query<Stored>(`select ${columns}, content, location from documents where id = $1`, [
    id,
  ])
  return row && withContent(row)
}

/** All documents of a quote, the newest version first. */
export async function selectOfQuote(db: Queries, quoteId: string): Promise<StoredDocument[]> {
  const rows = await db.query<DocumentRow>(
    `select ${columns} from documents where quote_id = $1 order by quote_version desc, kind`,
    [quoteId],
  )
  return rows.map(toDocument)
}

/** Keeps a document, unless its version has one already. Answers whether it was kept. */
export async function insertDocument(
  tx: Tx,
  document: WithContent,
  location: string | undefined,
  createdBy: string,
): Promise<boolean> {
  const { id, kind, quote, name, type, size, sha256, template, content, createdAt } = document
  const kept = await tx.query(
    `insert into documents (id, kind, quote_id, quote_number, quote_version, name, type, size, sha256, content,
       created_at, created_by, location, template_code, template_revision)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (quote_id, quote_version, kind) do nothing returning id`,
    [
      id,
      kind,
      quote.id,
      quote.number,
      quote.version,
      name,
      type,
      size,
      sha256,
      location === undefined ? content : null,
      createdAt,
      createdBy,
      location ?? null,
      template?.code ?? null,
      template?.revision ?? null,
    ],
  )
  return kept.length > 0
}

/** Removes the documents of a quote, contents first: what is cut off is done again. Answers how many there were. */
export async function removeDocumentsOf(tx: Tx, quoteId: string): Promise<number> {
  const rows = await tx.query<{ location: string | null }>(
    'select location from documents where quote_id = $1 for update',
    [quoteId],
  )
  for (const { location } of rows) if (location !== null) await throwAway(location)
  await tx.query('delete from documents where quote_id = $1', [quoteId])
  return rows.length
}

async function withContent(row: Stored): Promise<WithContent> {
  const content = row.content ?? (await fetchBack(row.location ?? '', row.sha256))
  return { ...toDocument(row), content }
}

function toDocument(row: DocumentRow): StoredDocument {
  return {
    id: row.id as StoredDocument['id'], // made by newId('doc')
    kind: row.kind,
    name: row.name,
    type: row.type,
    size: row.size,
    sha256: row.sha256,
    quote: {
      id: row.quoteId as StoredDocument['quote']['id'], // came from a quote
      number: row.quoteNumber,
      version: row.quoteVersion,
    },
    ...(row.templateCode !== null &&
      row.templateRevision !== null && {
        template: { code: row.templateCode, revision: row.templateRevision },
      }),
    createdAt: row.createdAt.toISOString(),
  }
}
