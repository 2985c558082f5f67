import type { Quote, QuoteChanges } from '../../contract/quotes.ts'
import { approvalOf } from '../approvals/index.ts'
import { type Customer, findCustomer } from '../customers/index.ts'
import { documentOfVersion } from '../documents/index.ts'
import { can, findUsers, sightOf } from '../identity/index.ts'
import { type Context, DomainError, type Queries, type Tx } from '../platform/index.ts'
import { currentRevision } from '../revisions/index.ts'
import { lastChange } from './history.ts'
import { actionsFor, permitQuote } from './policy.ts'
import { isExpired, presentChanges, presentQuote, type Surroundings } from './present.ts'
import { findHead, type Head, linesSince, readVersion, type Version } from './store.ts'
import { findWorkingCopy, keepWorkingCopy } from './working-copies.ts'

/** A quote as its reader may see it, in one of its versions. */
export async function getQuote(ctx: Context, id: string, version?: number): Promise<Quote> {
  const seen = await getHead(ctx, id)
  if (version !== undefined && version !== seen.version) {
    return showQuote(ctx, ctx.db, seen, await readVersion(ctx.db, seen, version))
  }
  const { head, version: current } = await readCurrent(ctx, seen)
  return showQuote(ctx, ctx.db, head, current)
}

/** What became of a quote after the change its reader has seen last. */
export async function getQuoteChanges(ctx: Context, id: string, since: number): Promise<QuoteChanges> {
  const { head, version } = await readCurrent(ctx, await getHead(ctx, id))
  return showChanges(ctx, ctx.db, head, version, since)
}

/** The current version in one state: read again where somebody changed it between two looks. */
export async function readCurrent(ctx: Context, seen: Head): Promise<{ head: Head; version: Version }> {
  let head = seen
  for (;;) {
    const known = findWorkingCopy(ctx.db, head)
    if (known) return { head, version: known.version }
    const version = await readVersion(ctx.db, head)
    const after = (await findHead(ctx.db, head.id)) ?? head
    if (after.seq === head.seq) {
      keepWorkingCopy(ctx.db, head, { version })
      return { head, version }
    }
    head = after
  }
}

/** The head of a quote the actor may see, or the refusal that there is none. */
export async function getHead(ctx: Context, id: string): Promise<Head> {
  const head = await findHead(ctx.db, id)
  if (!head) throw new DomainError('quote.not-found', { id })
  // Whoever is asked to decide sees what it is about.
  if (!(await isAsked(ctx, head))) permitQuote(ctx, 'quotes.read', head)
  return head
}

/** Whether the actor is asked to decide on it, themselves or for somebody who is away. */
export async function isAsked(ctx: Context, head: Head): Promise<boolean> {
  if (head.status !== 'PENDING_APPROVAL' || !can(ctx, 'quotes.approve')) return false
  return (await approvalOf(ctx.db, head.id, ctx.now))?.askedOf.includes(ctx.actor.id) ?? false
}

type Known = { customer?: Customer | undefined; fresh?: boolean }

/** The quote with what stands around it: customer, owner, versions, approval, and what the reader may do. */
export async function showQuote(
  ctx: Context,
  db: Queries,
  head: Head,
  version: Version,
  known: Known = {},
): Promise<Quote> {
  return presentQuote(head, version, await surroundings(ctx, db, head, version, known))
}

/** The same, with only those lines that are not as they were at `since`. */
export async function showChanges(
  ctx: Context,
  db: Queries,
  head: Head,
  version: Version,
  since: number,
  known: Known = {},
): Promise<QuoteChanges> {
  const [around, changes] = await Promise.all([
    surroundings(ctx, db, head, version, known),
    linesSince(db, head, since),
  ])
  return presentChanges(head, version, around, { since, ...changes })
}

async function surroundings(
  ctx: Context,
  db: Queries,
  head: Head,
  version: Version,
  known: Known,
): Promise<Surroundings> {
  const today = ctx.now.toISOString().slice(0, 10)
  const draft = head.status === 'DRAFT' && version.version === head.version
  const [customer, versions, approval, document, undo, redo, latestRevision] = await Promise.all([
    known.customer ?? (version.content.customer ? findCustomer(db, version.content.customer) : undefined),
    known.fresh ? firstVersion(ctx, head, version) : versionsOf(db, head),
    known.fresh ? undefined : approvalOf(db, head.id, ctx.now),
    known.fresh ? undefined : documentOfVersion(db, head.id, version.version),
    draft && !known.fresh ? lastChange(db, head.id, head.version, 'change') : undefined,
    draft && !known.fresh ? lastChange(db, head.id, head.version, 'undo') : undefined,
    // On the connection at hand: within a transaction, another one may not be there to be had.
    currentRevision((db as Partial<Tx>).ctx ?? ctx),
  ])
  const owner =
    head.ownerId === ctx.actor.id
      ? { id: ctx.actor.id, name: ctx.actor.name }
      : {
          id: head.ownerId,
          name: (await findUsers(db, [head.ownerId])).get(head.ownerId)?.name ?? head.ownerId,
        }
  const { askedOf = [], involved = [], version: _, ...shownApproval } = approval ?? {}
  return {
    customer,
    owner,
    versions,
    actions: actionsFor(ctx, head, approval && { askedOf, involved }, isExpired(version, today)),
    editable: draft && can(ctx, 'quotes.write', { ownerId: head.ownerId }),
    latestRevision,
    approval:
      approval && approval.version === version.version ? (shownApproval as Quote['approval']) : undefined,
    document: document as Quote['document'],
    canUndo: undo !== undefined,
    canRedo: redo !== undefined,
    sight: sightOf(ctx),
    today,
  }
}

function firstVersion(ctx: Context, head: Head, version: Version): Quote['versions'] {
  const { id, name } = ctx.actor
  const { total } = version.priced.totals
  return [
    {
      version: 1,
      status: head.status,
      total,
      createdAt: head.createdAt.toISOString(),
      createdBy: { id, name },
    },
  ]
}

async function versionsOf(db: Queries, head: Head): Promise<Quote['versions']> {
  const rows = await db.query<{
    version: number
    status: Quote['status']
    description: string | null
    total: string
    created_at: Date
    created_by: string
  }>(
    `select version, status, description, priced -> 'totals' ->> 'total' as total, created_at, created_by
     from quote_versions where quote_id = $1 order by version desc`,
    [head.id],
  )
  const people = await findUsers(
    db,
    rows.map((row) => row.created_by),
  )
  return rows.map((row) => ({
    version: row.version,
    status: row.status,
    description: row.description ?? undefined,
    total: row.total,
    createdAt: row.created_at.toISOString(),
    createdBy: { id: row.created_by, name: people.get(row.created_by)?.name ?? row.created_by },
  }))
}
