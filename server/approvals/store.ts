import type { ApprovalRequest } from '../../contract/approvals.ts'
import type { Id } from '../../contract/values.ts'
import type { Queries, Tx } from '../platform/index.ts'
import type { PolicyReason } from './route.ts'

export type QuoteShown = Omit<ApprovalRequest['quote'], 'seq'> & { seq: number }
export type RequestRow = {
  id: Id<'apr'>
  quote_id: string
  version: number
  status: ApprovalRequest['status']
  quote: QuoteShown
  policy_revision: number
  owner_id: string
  involved: string[]
  requested_by: string
  requested_at: Date
  decided_at: Date | null
  comment: string | null
}
export type StepRow = {
  id: Id<'aps'>
  request_id: string
  position: number
  ord: number
  status: 'WAITING' | 'OPEN' | 'APPROVED' | 'REJECTED' | 'VOID'
  policies: PolicyReason[]
  asked_of: string[]
  asked: string
  needed: number
  deadline_hours: number | null
  deadline: Date | null
  content_hash: string
  standing: boolean
}
export type DecisionRow = {
  step_id: string
  user_id: string
  acted_as: string
  decision: 'APPROVED' | 'REJECTED'
  comment: string | null
  at: Date
}

const requestColumns = `id, quote_id, version, status, quote, policy_revision, owner_id, involved, requested_by,
  requested_at, decided_at, comment`

export async function insertRequest(
  tx: Tx,
  request: RequestRow,
  facts: unknown,
  steps: readonly StepRow[],
): Promise<void> {
  await tx.query(
    `insert into approval_requests (id, quote_id, version, status, quote, facts, policy_revision, owner_id, involved,
       requested_by, requested_at, decided_at, comment)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      request.id,
      request.quote_id,
      request.version,
      request.status,
      JSON.stringify(request.quote),
      JSON.stringify(facts),
      request.policy_revision,
      request.owner_id,
      request.involved,
      request.requested_by,
      request.requested_at,
      request.decided_at,
      request.comment,
    ],
  )
  for (const step of steps) {
    await tx.query(
      `insert into approval_steps (id, request_id, position, ord, status, policies, asked_of, asked, needed,
         deadline_hours, deadline, content_hash, standing)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        step.id,
        step.request_id,
        step.position,
        step.ord,
        step.status,
        JSON.stringify(step.policies),
        step.asked_of,
        step.asked,
        step.needed,
        step.deadline_hours,
        step.deadline,
        step.content_hash,
        step.standing,
      ],
    )
  }
}

/** The latest request of a quote; locked when it is to be decided. */
export async function latestRequest(
  db: Queries,
  quoteId: string,
  lock = false,
): Promise<RequestRow | undefined> {
  const [row] = await db.query<RequestRow>(
    `select ${requestColumns} from approval_requests where quote_id = $1
     order by requested_at desc, id desc limit 1 ${lock ? 'for update' : ''}`,
    [quoteId],
  )
  return row
}

export async function stepsOf(db: Queries, requestIds: readonly string[]): Promise<Map<string, StepRow[]>> {
  if (requestIds.length === 0) return new Map()
  const rows = await db.query<StepRow>(
    'select * from approval_steps where request_id = any($1::text[]) order by request_id, position',
    [requestIds],
  )
  return Map.groupBy(rows, (row) => row.request_id)
}

export async function decisionsOf(
  db: Queries,
  stepIds: readonly string[],
): Promise<Map<string, DecisionRow[]>> {
  if (stepIds.length === 0) return new Map()
  const rows = await db.query<DecisionRow>(
    'select step_id, user_id, acted_as, decision, comment, at from approval_decisions where step_id = any($1::text[]) order by at',
    [stepIds],
  )
  return Map.groupBy(rows, (row) => row.step_id)
}

/** Hashes that people approved on this quote before, with what was asked: such an approval stands. */
export async function standingApprovals(db: Queries, quoteId: string): Promise<Set<string>> {
  const rows = await db.query<{ asked: string; content_hash: string }>(
    `select distinct s.asked, s.content_hash from approval_steps s join approval_requests r on r.id = s.request_id
     where r.quote_id = $1 and s.status = 'APPROVED'`,
    [quoteId],
  )
  return new Set(rows.map((row) => `${row.asked}\n${row.content_hash}`))
}

export async function saveRequest(tx: Tx, request: RequestRow): Promise<void> {
  await tx.query('update approval_requests set status = $2, decided_at = $3, quote = $4 where id = $1', [
    request.id,
    request.status,
    request.decided_at,
    JSON.stringify(request.quote),
  ])
}

export async function saveStep(tx: Tx, step: StepRow): Promise<void> {
  await tx.query('update approval_steps set status = $2, deadline = $3 where id = $1', [
    step.id,
    step.status,
    step.deadline,
  ])
}

export async function insertDecision(
  tx: Tx,
  decision: Omit<DecisionRow, 'at'> & { id: string; content_hash: string },
): Promise<void> {
  const { ctx } = tx
  await tx.query(
    `insert into approval_decisions (id, step_id, user_id, acted_as, decision, comment, content_hash, at, origin)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      decision.id,
      decision.step_id,
      decision.user_id,
      decision.acted_as,
      decision.decision,
      decision.comment,
      decision.content_hash,
      ctx.now,
      JSON.stringify({ ...ctx.origin, via: ctx.actor.via }),
    ],
  )
}

type Question = {
  askedOf?: string | undefined
  status?: string | undefined
  quote?: string | undefined
  owners?: { sql: string; values: unknown[] } | undefined
  after?: [string, string] | undefined
  limit: number
}

export async function selectRequests(db: Queries, question: Question): Promise<RequestRow[]> {
  const [requestedAt, id] = question.after ?? [null, null]
  return db.query<RequestRow>(
    `select ${requestColumns} from approval_requests r
     where ($1::text is null or r.status = $1) and ($2::text is null or r.quote_id = $2)
       and ($3::text is null or exists (select 1 from approval_steps s where s.request_id = r.id
             and s.status = 'OPEN' and s.asked_of @> array[$3]
             and not exists (select 1 from approval_decisions d where d.step_id = s.id and d.user_id = $3)))
       and ($4::timestamptz is null or (r.requested_at, r.id) < ($4, $5))
       and ${question.owners?.sql ?? 'true'}
     order by r.requested_at desc, r.id desc limit $6`,
    [
      question.status ?? null,
      question.quote ?? null,
      question.askedOf ?? null,
      requestedAt,
      id,
      question.limit,
      ...(question.owners?.values ?? []),
    ],
  )
}
