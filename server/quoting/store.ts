import type { LineStatus, QuoteStatus } from '../../contract/quotes.ts'
import type { Id } from '../../contract/values.ts'
import type { PriceContext, Priced, PricedLine } from '../../engines/pricer/types.ts'
import { DomainError, type Queries, type Tx } from '../platform/index.ts'
import type { Content, Header, Line } from './content.ts'

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
  createdAt: Date
  createdBy: string
}
export type PricedHead = Omit<Priced, 'lines'>
export type Version = {
  version: number
  status: QuoteStatus
  content: Content
  priced: Priced
  /** Statuses as stored, by line. */
  lineStatuses: Map<string, LineStatus>
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
  created_at: Date
  created_by: string
}

const headColumns =
  'id, number, version, seq, status, owner_id, order_id, order_number, created_at, created_by'

export async function findHead(db: Queries, id: string, lock = false): Promise<Head | undefined> {
  const [row] = await db.query<HeadRow>(
    `select ${headColumns} from quotes where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  )
  return row && toHead(row)
}

/** A version with its lines; the current one when none is named. */
export async function readVersion(db: Queries, head: Head, version = head.version): Promise<Version> {
  const [[row], lines] = await Promise.all([
    db.query<{
      status: QuoteStatus
      content: Header
      priced: PricedHead
      accepted_by: string | null
      accepted_at: Date | null
      created_at: Date
      updated_at: Date
    }>(
      `select status, content, priced, accepted_by, accepted_at, created_at, updated_at
       from quote_versions where quote_id = $1 and version = $2`,
      [head.id, version],
    ),
    db.query<{ id: string; status: LineStatus; content: Line; priced: PricedLine | null }>(
      'select id, status, content, priced from quote_lines where quote_id = $1 and version = $2 order by position',
      [head.id, version],
    ),
  ])
  if (!row) throw new DomainError('quote.version-not-found', { number: head.number, version })
  return {
    version,
    status: row.status,
    content: { ...row.content, lines: lines.map((line) => line.content) },
    priced: { ...row.priced, lines: lines.flatMap((line) => line.priced ?? []) },
    lineStatuses: new Map(lines.map((line) => [line.id, line.status])),
    acceptedBy: row.accepted_by ?? undefined,
    acceptedAt: row.accepted_at ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** What lists show of a quote, from its content and its prices. */
export type Shown = { discountPercent: string; marginPercent: string | undefined }

export async function insertQuote(
  tx: Tx,
  head: Head,
  content: Content,
  priced: Priced,
  shown: Shown,
): Promise<void> {
  const { lines: _, ...header } = content
  const { lines: pricedLines, ...pricedHead } = priced
  // One statement: the quote, its first version and all lines.
  await tx.query(
    `with quote as (
       insert into quotes (id, number, version, seq, status, name, customer_id, owner_id, currency, total, net,
         discount_percent, margin_percent, lines, valid_until, created_at, created_by, updated_at)
       values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $7, $15) returning id
     ), version as (
       insert into quote_versions (quote_id, version, status, content, priced, created_at, created_by, updated_at, updated_by)
       select id, 1, $4, $16, $17, $15, $7, $15, $7 from quote
     )
     insert into quote_lines (quote_id, version, id, position, status, product, net, content, priced)
     select quote.id, 1, l.id, l.position, l.status, l.product, l.net, l.content, l.priced
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
      JSON.stringify(pricedHead),
      linesJson(content.lines, pricedLines),
    ],
  )
}

/** Saves what changed of a draft: the head, the header, and the lines that are not as they were. */
export async function saveDraft(
  tx: Tx,
  head: Head,
  before: Version,
  content: Content,
  priced: Priced,
  shown: Shown,
): Promise<void> {
  const { lines: _, ...header } = content
  const { lines: pricedLines, ...pricedHead } = priced
  await tx.query(
    `update quotes set version = $2, seq = $3, status = $4, name = $5, customer_id = $6, currency = $7, total = $8,
       net = $9, discount_percent = $10, margin_percent = $11, lines = $12, valid_until = $13, updated_at = $14 where id = $1`,
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
    ],
  )
  await tx.query(
    `update quote_versions set content = $3, priced = $4, updated_at = $5, updated_by = $6 where quote_id = $1 and version = $2`,
    [head.id, head.version, JSON.stringify(header), JSON.stringify(pricedHead), tx.ctx.now, tx.ctx.actor.id],
  )
  await saveLines(tx, head, before, content, pricedLines)
}

async function saveLines(
  tx: Tx,
  head: Head,
  before: Version,
  content: Content,
  priced: PricedLine[],
): Promise<void> {
  const old = new Map(before.content.lines.map((line, position) => [line.id as string, { line, position }]))
  const oldPriced = new Map(before.priced.lines.map((line) => [line.id, line]))
  const newPriced = new Map(priced.map((line) => [line.id, line]))
  const changed: Line[] = []
  const moved: { id: string; position: number }[] = []
  content.lines.forEach((line, position) => {
    const was = old.get(line.id)
    old.delete(line.id)
    const same =
      was &&
      (was.line === line || JSON.stringify(was.line) === JSON.stringify(line)) &&
      JSON.stringify(oldPriced.get(line.id)) === JSON.stringify(newPriced.get(line.id))
    if (!same) changed.push(line)
    else if (was.position !== position) moved.push({ id: line.id, position })
  })
  if (old.size > 0) {
    await tx.query('delete from quote_lines where quote_id = $1 and version = $2 and id = any($3::text[])', [
      head.id,
      head.version,
      [...old.keys()],
    ])
  }
  if (changed.length > 0) {
    const positions = new Map(content.lines.map((line, position) => [line.id as string, position]))
    await tx.query(
      `insert into quote_lines (quote_id, version, id, position, status, product, net, content, priced)
       select $1, $2, l.id, l.position, l.status, l.product, l.net, l.content, l.priced from ${lineRows('$3')}
       on conflict (quote_id, version, id) do update set position = excluded.position, status = excluded.status,
         product = excluded.product, net = excluded.net, content = excluded.content, priced = excluded.priced`,
      [head.id, head.version, linesJson(changed, priced, positions)],
    )
  }
  if (moved.length > 0) {
    await tx.query(
      `update quote_lines q set position = m.position from jsonb_to_recordset($3::jsonb) as m(id text, position int)
       where q.quote_id = $1 and q.version = $2 and q.id = m.id`,
      [head.id, head.version, JSON.stringify(moved)],
    )
  }
}

/** Opens the next version of a quote with the same content. */
export async function insertNextVersion(
  tx: Tx,
  head: Head,
  from: number,
  description: string | undefined,
): Promise<void> {
  await tx.query(
    `insert into quote_versions (quote_id, version, status, content, priced, description, created_at, created_by, updated_at, updated_by)
     select quote_id, $3, 'DRAFT', content, priced, $4, $5, $6, $5, $6 from quote_versions where quote_id = $1 and version = $2`,
    [head.id, from, head.version, description ?? null, tx.ctx.now, tx.ctx.actor.id],
  )
  await tx.query(
    `insert into quote_lines (quote_id, version, id, position, status, product, net, content, priced)
     select quote_id, $3, id, position, case when status = 'APPROVED' then 'PRICED' else status end, product, net, content, priced
     from quote_lines where quote_id = $1 and version = $2`,
    [head.id, from, head.version],
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
  await tx.query('update quote_versions set price_context = $3 where quote_id = $1 and version = $2', [
    head.id,
    head.version,
    JSON.stringify(context),
  ])
}

export async function setLineStatuses(tx: Tx, head: Head, from: LineStatus, to: LineStatus): Promise<void> {
  await tx.query('update quote_lines set status = $4 where quote_id = $1 and version = $2 and status = $3', [
    head.id,
    head.version,
    from,
    to,
  ])
}

/** A line has a price, or a configuration at least; what people decided about it stands above both. */
export function lineStatusOf(line: Line, priced: PricedLine | undefined): LineStatus {
  if (line.verdict) return line.verdict
  if (line.included || priced?.steps.some((step) => step.step === 'extend')) return 'PRICED'
  return line.decisions && !line.configurationIssues ? 'CONFIGURED' : 'PENDING'
}

const lineRows = (placeholder: string) =>
  `json_to_recordset(${placeholder}::json)
     as l(id text, position int, status text, product text, net numeric, content json, priced json)`

function linesJson(
  lines: readonly Line[],
  priced: readonly PricedLine[],
  positions?: Map<string, number>,
): string {
  const byId = new Map(priced.map((line) => [line.id, line]))
  return JSON.stringify(
    lines.map((line, index) => {
      const made = byId.get(line.id)
      return {
        id: line.id,
        position: positions?.get(line.id) ?? index,
        status: lineStatusOf(line, made),
        product: line.product,
        net: made?.net,
        content: line,
        priced: made,
      }
    }),
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
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}
