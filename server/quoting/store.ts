import type { LineStatus, QuoteStatus } from '../../contract/quotes.ts'
import type { Id } from '../../contract/values.ts'
import type { PriceContext } from '../../engines/pricer/types.ts'
import { DomainError, type Queries, type Tx } from '../platform/index.ts'
import { type Amounts, type HeadAmounts, headAmounts } from './amounts.ts'
import { findArchivedLines, type StoredLine } from './archive-versions.ts'
import type { Content, Header } from './content.ts'
import { LineStatuses } from './line-statuses.ts'
import type { Places } from './patch.ts'
import { lineRows, linesJson, saveLines } from './save-lines.ts'
import { openContext, openHead, openLine, sealContext, sealHead } from './sealed-quotes.ts'

/** A quote with one of its versions. */
export type Head = {
  id: Id<'quo'>
  number: string
  /** The current version. */
  version: number
  seq: number
  status: QuoteStatus
  ownerId: string
  orderId?: string | undefined
  orderNumber?: string | undefined
  /** Others begin from it; it is handed to nobody itself. */
  template: boolean
  archived: boolean
  createdAt: Date
  createdBy: string
}
export type Version = {
  version: number
  status: QuoteStatus
  content: Content
  priced: Amounts
  /** Statuses as stored, by line. */
  lineStatuses: LineStatuses
  acceptedBy?: string | undefined
  acceptedAt?: Date | undefined
  createdAt: Date
  updatedAt: Date
}
export type Stored = { head: Head; version: Version }

type HeadRow = {
  id: Id<'quo'>
  number: string
  version: number
  seq: number
  status: QuoteStatus
  owner_id: string
  order_id: string | null
  order_number: string | null
  template: boolean
  archived: boolean
  created_at: Date
  created_by: string
}

const headColumns =
  'id, number, version, seq, status, owner_id, order_id, order_number, template, archived_at is not null as archived, created_at, created_by'

export async function findHead(db: Queries, id: string, lock = false): Promise<Head | undefined> {
  const [row] = await db.query<HeadRow>(
    `select ${headColumns} from quotes where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  )
  return row && toHead(row)
}

/** A version with its lines; the current one when none is named. */
export async function readVersion(db: Queries, head: Head, version = head.version): Promise<Version> {
  const [[row], stored] = await Promise.all([
    db.query<{
      status: QuoteStatus
      content: Header
      priced: HeadAmounts
      accepted_by: string | null
      accepted_at: Date | null
      created_at: Date
      updated_at: Date
    }>(
      `select status, content, priced, accepted_by, accepted_at, created_at, updated_at
       from quote_versions where quote_id = $1 and version = $2`,
      [head.id, version],
    ),
    db.query<StoredLine>(
      'select id, status, content, priced from quote_lines where quote_id = $1 and version = $2 order by position',
      [head.id, version],
    ),
  ])
  if (!row) throw new DomainError('quote.version-not-found', { number: head.number, version })
  const archived =
    stored.length === 0 && version !== head.version
      ? await findArchivedLines(db, head.id, version)
      : undefined
  const lines =
    archived ??
    stored.map((line) => ({ ...line, priced: line.priced && openLine(db, head.id, line.id, line.priced) }))
  return {
    version,
    status: row.status,
    content: { ...row.content, lines: lines.map((line) => line.content) },
    priced: { ...openHead(db, head.id, row.priced), lines: lines.flatMap((line) => line.priced ?? []) },
    lineStatuses: new LineStatuses(new Map(lines.map((line) => [line.id, line.status]))),
    acceptedBy: row.accepted_by ?? undefined,
    acceptedAt: row.accepted_at ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Lines of the current version that changed after a state, and whether their order did. */
export async function linesSince(
  db: Queries,
  head: Head,
  since: number,
): Promise<{ lines: Set<string>; reordered: boolean }> {
  const [lines, [version]] = await Promise.all([
    db.query<{ id: string }>('select id from quote_lines where quote_id = $1 and version = $2 and seq > $3', [
      head.id,
      head.version,
      since,
    ]),
    db.query<{ reordered: boolean }>(
      'select order_seq > $3 as reordered from quote_versions where quote_id = $1 and version = $2',
      [head.id, head.version, since],
    ),
  ])
  return { lines: new Set(lines.map((line) => line.id)), reordered: version?.reordered ?? false }
}

/** What lists show of a quote, from its content and its prices. */
export type Shown = { discountPercent: string; marginPercent: string | undefined }

export async function insertQuote(
  tx: Tx,
  head: Head,
  content: Content,
  priced: Amounts,
  shown: Shown,
): Promise<void> {
  const { lines: _, ...header } = content
  const pricedHead = headAmounts(priced)
  // One statement: the quote, its first version and all lines.
  await tx.query(
    `with quote as (
       insert into quotes (id, number, version, seq, status, name, customer_id, owner_id, currency, total, net,
         discount_percent, margin_percent, lines, valid_until, created_at, created_by, updated_at, opportunity)
       values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $7, $15, $19) returning id
     ), version as (
       insert into quote_versions (quote_id, version, status, content, priced, order_seq, created_at, created_by, updated_at, updated_by)
       select id, 1, $4, $16, $17, $3, $15, $7, $15, $7 from quote
     )
     insert into quote_lines (quote_id, version, id, position, seq, status, product, net, content, priced)
     select quote.id, 1, l.id, l.position, $3, l.status, l.product, l.net, l.content, l.priced
     from quote, ${lineRows('$18')}`,
    [
      head.id,
      head.number,
      head.seq,
      head.status,
      content.name ?? null,
      content.customer ?? null,
      head.ownerId,
      content.currency,
      priced.totals.total,
      priced.totals.net,
      shown.discountPercent,
      shown.marginPercent ?? null,
      content.lines.length,
      content.validUntil,
      head.createdAt,
      JSON.stringify(header),
      JSON.stringify(sealHead(tx, head.id, pricedHead)),
      linesJson(tx, head, content.lines, priced.lines),
      content.opportunity ?? null,
    ],
  )
}

/** Saves what changed of a draft: the head, the header, and the lines that are not as they were. Answers the statuses. */
export async function saveDraft(
  tx: Tx,
  head: Head,
  before: Version,
  content: Content,
  priced: Amounts,
  shown: Shown,
  places: Places = [],
): Promise<LineStatuses> {
  const { lines: _, ...header } = content
  const pricedHead = headAmounts(priced)
  await tx.query(
    `update quotes set version = $2, seq = $3, status = $4, name = $5, customer_id = $6, currency = $7, total = $8,
       net = $9, discount_percent = $10, margin_percent = $11, lines = $12, valid_until = $13, updated_at = $14,
       opportunity = $15 where id = $1`,
    [
      head.id,
      head.version,
      head.seq,
      head.status,
      content.name ?? null,
      content.customer ?? null,
      content.currency,
      priced.totals.total,
      priced.totals.net,
      shown.discountPercent,
      shown.marginPercent ?? null,
      content.lines.length,
      content.validUntil,
      tx.ctx.now,
      content.opportunity ?? null,
    ],
  )
  await tx.query(
    `update quote_versions set content = $3, priced = $4, updated_at = $5, updated_by = $6 where quote_id = $1 and version = $2`,
    [
      head.id,
      head.version,
      JSON.stringify(header),
      JSON.stringify(sealHead(tx, head.id, pricedHead)),
      tx.ctx.now,
      tx.ctx.actor.id,
    ],
  )
  return saveLines(tx, head, before, content, priced.lines, places)
}

/** Opens the next version of a quote with the same content. */
export async function insertNextVersion(
  tx: Tx,
  head: Head,
  from: number,
  description: string | undefined,
): Promise<void> {
  await tx.query(
    `insert into quote_versions (quote_id, version, status, content, priced, description, order_seq, created_at, created_by, updated_at, updated_by)
     select quote_id, $3, 'DRAFT', content, priced, $4, $7, $5, $6, $5, $6 from quote_versions where quote_id = $1 and version = $2`,
    [head.id, from, head.version, description ?? null, tx.ctx.now, tx.ctx.actor.id, head.seq],
  )
  await tx.query(
    `insert into quote_lines (quote_id, version, id, position, seq, status, product, net, content, priced)
     select quote_id, $3, id, position, $4, case when status = 'APPROVED' then 'PRICED' else status end, product, net, content, priced
     from quote_lines where quote_id = $1 and version = $2`,
    [head.id, from, head.version, head.seq],
  )
}

/** Writes status, version and seq of a quote and of its version. */
export async function saveStatus(tx: Tx, head: Head, version = head.version): Promise<void> {
  await tx.query(
    'update quotes set version = $2, seq = $3, status = $4, order_id = $5, order_number = $6, updated_at = $7 where id = $1',
    [
      head.id,
      head.version,
      head.seq,
      head.status,
      head.orderId ?? null,
      head.orderNumber ?? null,
      tx.ctx.now,
    ],
  )
  await tx.query(
    'update quote_versions set status = $3, updated_at = $4 where quote_id = $1 and version = $2',
    [head.id, version, head.status, tx.ctx.now],
  )
}

export async function freezeContext(tx: Tx, head: Head, context: PriceContext): Promise<void> {
  await tx.query('update quote_versions set frozen_context = $3 where quote_id = $1 and version = $2', [
    head.id,
    head.version,
    await sealContext(tx, head.id, context),
  ])
}

/** What the prices of a version came from; none while it is a draft. */
export async function frozenContext(
  db: Queries,
  quoteId: string,
  version: number,
): Promise<PriceContext | undefined> {
  const [row] = await db.query<{ context: Buffer | null }>(
    'select frozen_context as context from quote_versions where quote_id = $1 and version = $2',
    [quoteId, version],
  )
  return row?.context ? openContext(db, quoteId, row.context) : undefined
}

/** Moves lines on with the action that is being carried out, which will be the quote's next change. */
export async function setLineStatuses(tx: Tx, head: Head, from: LineStatus, to: LineStatus): Promise<void> {
  await tx.query(
    'update quote_lines set status = $4, seq = $5 where quote_id = $1 and version = $2 and status = $3',
    [head.id, head.version, from, to, head.seq + 1],
  )
}

function toHead(row: HeadRow): Head {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    seq: row.seq,
    status: row.status,
    ownerId: row.owner_id,
    orderId: row.order_id ?? undefined,
    orderNumber: row.order_number ?? undefined,
    template: row.template,
    archived: row.archived,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}
