import type { Signature } from '../../../contract/proposal-page.ts'
import type { ProposalEvent, ProposalMessage } from '../../../contract/proposals.ts'
import type { Id } from '../../../contract/values.ts'
import { newId, type Queries, type Tx } from '../../platform/index.ts'
import type { Choice } from './choice.ts'
import type { Proposal } from './proposal.ts'

type Row = Record<string, unknown> & { id: Id<'prp'> }

const columns = `id, quote_id as "quoteId", version, recipient_name as "recipientName",
  recipient_email as "recipientEmail", expires_at as "expiresAt", revoked_at as "revokedAt", choice, views,
  first_viewed_at as "firstViewedAt", last_viewed_at as "lastViewedAt", created_at as "createdAt",
  created_by as "createdBy"`

export async function findProposalByHash(
  db: Queries,
  hash: string,
  lock = false,
): Promise<Proposal | undefined> {
  const [row] = await db.query<Row>(
    `select ${columns} from proposals where token_hash = $1 ${lock ? 'for update' : ''}`,
    [hash],
  )
  return row && toProposal(row)
}

export async function proposalsOf(db: Queries, quoteId: string): Promise<Proposal[]> {
  const rows = await db.query<Row>(
    `select ${columns} from proposals where quote_id = $1 order by created_at desc limit 200`,
    [quoteId],
  )
  return rows.map(toProposal)
}

export async function insertProposal(tx: Tx, proposal: Proposal, tokenHash: string): Promise<void> {
  await tx.query(
    `insert into proposals (id, token_hash, quote_id, version, recipient_name, recipient_email, expires_at,
       created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      proposal.id,
      tokenHash,
      proposal.quoteId,
      proposal.version,
      proposal.recipientName ?? null,
      proposal.recipientEmail ?? null,
      proposal.expiresAt,
      proposal.createdAt,
      proposal.createdBy,
    ],
  )
}

export async function saveRevocation(tx: Tx, id: string): Promise<void> {
  await tx.query('update proposals set revoked_at = $2 where id = $1 and revoked_at is null', [
    id,
    tx.ctx.now,
  ])
}

export async function saveChoice(tx: Tx, id: string, choice: Choice): Promise<void> {
  await tx.query('update proposals set choice = $2 where id = $1', [id, JSON.stringify(choice)])
}

export async function countView(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update proposals set views = views + 1, last_viewed_at = $2, first_viewed_at = coalesce(first_viewed_at, $2)
     where id = $1`,
    [id, tx.ctx.now],
  )
}

export type Happening = { kind: ProposalEvent['kind']; who: string; words?: string }

/** Writes down what happened, with where it came from. */
export async function noteHappening(
  tx: Tx,
  proposal: Proposal,
  { kind, who, words }: Happening,
): Promise<void> {
  const { ip, userAgent } = tx.ctx.origin
  await tx.query(
    `insert into proposal_events (id, proposal_id, quote_id, version, at, kind, who, words, ip, user_agent)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      newId('pev'),
      proposal.id,
      proposal.quoteId,
      proposal.version,
      tx.ctx.now,
      kind,
      who,
      words ?? '',
      ip ?? null,
      userAgent?.slice(0, 400) ?? null,
    ],
  )
}

/** A customer tries this and that: what they came to within ten minutes is one entry. */
export async function noteChoice(tx: Tx, proposal: Proposal, who: string, words: string): Promise<void> {
  const updated = await tx.query(
    `update proposal_events set at = $2, words = $3 where id = (
       select id from proposal_events where proposal_id = $1 order by at desc, id desc limit 1)
     and kind = 'CHOSE' and at > $2::timestamptz - interval '10 minutes' returning id`,
    [proposal.id, tx.ctx.now, words],
  )
  if (updated.length === 0) await noteHappening(tx, proposal, { kind: 'CHOSE', who, words })
}

export type Happened = Omit<ProposalEvent, 'at'> & { at: Date; version: number }

/** What happened on the pages of a quote, or on one of them, newest first. */
export function happenings(db: Queries, quoteId: string, proposalId?: string): Promise<Happened[]> {
  return db.query(
    `select at, kind, who, words, version from proposal_events
     where quote_id = $1 and ($2::text is null or proposal_id = $2) order by at desc, id desc limit 500`,
    [quoteId, proposalId ?? null],
  )
}

export async function insertMessage(
  tx: Tx,
  proposal: Proposal,
  { from, name, text }: Omit<ProposalMessage, 'at'>,
): Promise<string> {
  const id = newId('msg')
  await tx.query(
    `insert into proposal_messages (id, quote_id, proposal_id, sender, name, text, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, proposal.quoteId, proposal.id, from, name, text, tx.ctx.now],
  )
  return id
}

/** Questions and answers of a quote, or of one link to it, oldest first. */
export async function messagesOf(
  db: Queries,
  quoteId: string,
  proposalId?: string,
): Promise<ProposalMessage[]> {
  const rows = await db.query<Omit<ProposalMessage, 'at'> & { at: Date }>(
    `select sender as "from", name, text, at from proposal_messages
     where quote_id = $1 and ($2::text is null or proposal_id = $2) order by at, id limit 500`,
    [quoteId, proposalId ?? null],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export type Signed = {
  proposalId: string
  name: string
  role?: string | undefined
  method: Signature['method']
  strokes?: [number, number][][] | undefined
  total: string
  currency: string
  signedAt: Date
  ip?: string | undefined
  userAgent?: string | undefined
}

export async function insertSignature(
  tx: Tx,
  proposal: Proposal,
  version: number,
  signed: Omit<Signed, 'proposalId'>,
): Promise<void> {
  await tx.query(
    `insert into signatures (quote_id, version, proposal_id, name, role, method, strokes, total, currency, signed_at, ip,
       user_agent) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      proposal.quoteId,
      version,
      proposal.id,
      signed.name,
      signed.role ?? null,
      signed.method,
      signed.strokes ? JSON.stringify(signed.strokes) : null,
      signed.total,
      signed.currency,
      signed.signedAt,
      signed.ip ?? null,
      signed.userAgent?.slice(0, 400) ?? null,
    ],
  )
}

export async function findSignature(
  db: Queries,
  quoteId: string,
  version: number,
): Promise<Signed | undefined> {
  const [row] = await db.query(
    `select proposal_id as "proposalId", name, role, method, strokes, total, currency, signed_at as "signedAt", ip, user_agent as "userAgent"
     from signatures where quote_id = $1 and version = $2`,
    [quoteId, version],
  )
  return row && (withoutNulls(row) as Signed) // the columns of the table
}

function toProposal(row: Row): Proposal {
  return withoutNulls(row) as Proposal // the columns of the table
}

function withoutNulls(row: Record<string, unknown>): unknown {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}
