import type { Approver } from '../../contract/approval-policies.ts'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import type { Id } from '../../contract/values.ts'
import type { Queries, Tx } from '../platform/index.ts'
import type { Shown } from './cover.ts'
import type { Facts, Sections } from './facts.ts'
import type { PolicyReason } from './route.ts'

export type QuoteShown = ApprovalRequest['quote'] & {
  /** People that fields of the quote name. */
  people?: Partial<Record<string, string>> | undefined
}
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
  /** Who is asked and how many of them: equal steps of several requests have the same. */
  key: string | null
  approvers: Approver[]
  policies: PolicyReason[]
  asked_of: string[]
  asked: string
  needed: number
  deadline_hours: number | null
  remind_hours: number | null
  escalate_to: Approver[]
  content_hash: string
  standing: boolean
  opened_at: Date | null
  deadline: Date | null
  remind_at: Date | null
  reminded_at: Date | null
  escalated_at: Date | null
  decided_at: Date | null
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

/** What policies looked at and approvers were shown: written once, read when the next request is held against it. */
export type Evidence = { facts: Facts; sections: Sections; shown: Shown; customerId?: string | undefined }

export async function insertRequest(
  tx: Tx,
  request: RequestRow,
  { facts, sections, shown, customerId }: Evidence,
  steps: readonly StepRow[],
): Promise<void> {
  await tx.query(
    `insert into approval_requests (id, quote_id, version, status, quote, facts, policy_revision, owner_id, involved,
       requested_by, requested_at, decided_at, comment, sections, shown, customer_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
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
      JSON.stringify(sections),
      JSON.stringify(shown),
      customerId ?? null,
    ],
  )
  await tx.query(
    `insert into approval_steps select * from jsonb_populate_recordset(null::approval_steps, $1::jsonb)`,
    [JSON.stringify(steps)],
  )
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

export async function findRequest(db: Queries, id: string): Promise<RequestRow | undefined> {
  const [row] = await db.query<RequestRow>(`select ${requestColumns} from approval_requests where id = $1`, [
    id,
  ])
  return row
}

/** The request a step belongs to, and whom the step asks. */
export async function latestRequestOfStep(
  db: Queries,
  stepId: string,
): Promise<{ request: RequestRow; askedOf: string[] } | undefined> {
  const [step] = await db.query<{ request_id: string; asked_of: string[] }>(
    'select request_id, asked_of from approval_steps where id = $1',
    [stepId],
  )
  const request = step && (await findRequest(db, step.request_id))
  return request && { request, askedOf: step.asked_of }
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

export type GivenStep = Pick<StepRow, 'id' | 'key' | 'policies'> & {
  deciders: string[]
  facts: Facts
  sections: Sections
  shown: Shown
}

/** Steps of this quote that people approved, with what they had before them; standing ones lead back to these. */
export function approvedSteps(db: Queries, quoteId: string): Promise<GivenStep[]> {
  return db.query<GivenStep>(
    `select s.id, s.key, s.policies, r.facts, r.sections, r.shown,
       array(select d.user_id from approval_decisions d where d.step_id = s.id and d.decision = 'APPROVED') as deciders
     from approval_steps s join approval_requests r on r.id = s.request_id
     where r.quote_id = $1 and s.status = 'APPROVED' and not s.standing and r.sections is not null
     order by r.requested_at desc limit 50`,
    [quoteId],
  )
}

export type LastApproved = {
  id: string
  version: number
  at: Date
  quote: QuoteShown
  shown: Shown | null
}

/** The last request of a quote that was approved, other than `except`, with what approvers were shown. */
export async function lastApproved(
  db: Queries,
  quoteId: string,
): Promise<{ now: Shown | undefined; before: LastApproved | undefined }> {
  const [latest] = await db.query<{ id: string; shown: Shown | null }>(
    `select id, shown from approval_requests where quote_id = $1 order by requested_at desc, id desc limit 1`,
    [quoteId],
  )
  const [before] = await db.query<LastApproved>(
    `select id, version, decided_at as at, quote, shown from approval_requests
     where quote_id = $1 and status in ('APPROVED', 'NOT_REQUIRED') and id <> $2
     order by requested_at desc, id desc limit 1`,
    [quoteId, latest?.id ?? ''],
  )
  return { now: latest?.shown ?? undefined, before }
}

/** What policies looked at in the quotes submitted lately. */
export async function factsOfLately(db: Queries, limit: number): Promise<Facts[]> {
  const rows = await db.query<{ facts: Facts }>(
    'select facts from approval_requests order by requested_at desc, id desc limit $1',
    [limit],
  )
  return rows.map((row) => row.facts)
}

/** The hashes of the content a request asks about; none for requests from before they were kept. */
export async function sectionsOfRequest(db: Queries, id: string): Promise<Sections | undefined> {
  const [row] = await db.query<{ sections: Sections | null }>(
    'select sections from approval_requests where id = $1',
    [id],
  )
  return row?.sections ?? undefined
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
  await tx.query(
    `update approval_steps set status = $2, asked_of = $3, opened_at = $4, deadline = $5, remind_at = $6,
       reminded_at = $7, escalated_at = $8, decided_at = $9 where id = $1`,
    [
      step.id,
      step.status,
      step.asked_of,
      step.opened_at,
      step.deadline,
      step.remind_at,
      step.reminded_at,
      step.escalated_at,
      step.decided_at,
    ],
  )
}

/** A step with its request, locked in the order that everything here locks them in: the request first. */
export async function lockStep(
  tx: Tx,
  stepId: string,
): Promise<{ request: RequestRow; step: StepRow; steps: StepRow[] } | undefined> {
  const [request] = await tx.query<RequestRow>(
    `select ${requestColumns} from approval_requests
     where id = (select request_id from approval_steps where id = $1) for update`,
    [stepId],
  )
  if (!request) return undefined
  const steps = (await stepsOf(tx, [request.id])).get(request.id) ?? []
  const step = steps.find((each) => each.id === stepId)
  return step && { request, step, steps }
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
  /** The reader, and those in whose place they are asked. */
  askedOf?: readonly [string, ...string[]] | undefined
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
       and ($3::text[] is null or exists (select 1 from approval_steps s where s.request_id = r.id
             and s.status = 'OPEN' and s.asked_of && $3
             and not exists (select 1 from approval_decisions d where d.step_id = s.id and d.user_id = $7)))
       and ($3::text[] is null or not r.involved @> array[$7::text])
       and ($4::timestamptz is null or (r.requested_at, r.id) < ($4, $5))
       and ($7::text is null or true) and ${question.owners?.sql ?? 'true'}
     order by r.requested_at desc, r.id desc limit $6`,
    [
      question.status ?? null,
      question.quote ?? null,
      question.askedOf ?? null,
      requestedAt,
      id,
      question.limit,
      question.askedOf?.[0] ?? null,
      ...(question.owners?.values ?? []),
    ],
  )
}
