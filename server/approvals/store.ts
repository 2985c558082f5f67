import type { ApprovalRequest } from '../../contract/approvals.ts'
import type { Id } from '../../contract/values.ts'
import type { Queries, Tx } from '../platform/index.ts'
import type { Shown } from './cover.ts'
import type { Facts, Sections } from './facts.ts'
import { openFacts, sealFacts } from './sealed-facts.ts'
import { type StepRow, stepsOf } from './step-store.ts'

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
      JSON.stringify(sealFacts(tx, request.id, facts)),
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
  const rows = await db.query<{ id: string; facts: Facts }>(
    'select id, facts from approval_requests order by requested_at desc, id desc limit $1',
    [limit],
  )
  return rows.map((row) => openFacts(db, row.id, row.facts))
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

/** Requests in which a step is open that asks somebody who has not decided it. */
export function pendingAskedOf(db: Queries, userId: string): Promise<RequestRow[]> {
  return db.query<RequestRow>(
    `select ${requestColumns} from approval_requests r where status = 'PENDING' and exists (
       select 1 from approval_steps s where s.request_id = r.id and s.status = 'OPEN' and s.asked_of @> array[$1]
         and not exists (select 1 from approval_decisions d where d.step_id = s.id and d.user_id = $1))
     order by requested_at, id`,
    [userId],
  )
}

type Question = {
  /** The reader, and those in whose place they are asked. */
  askedOf?: readonly [string, ...string[]] | undefined
  status?: string | undefined
  quote?: string | undefined
  owners?: { sql: string; values: unknown[] } | undefined
  after?: [string, string] | undefined
  order: 'newest' | 'oldest'
  limit: number
}

export async function selectRequests(db: Queries, question: Question): Promise<RequestRow[]> {
  const [requestedAt, id] = question.after ?? [null, null]
  const [direction, beyond] = question.order === 'oldest' ? ['asc', '>'] : ['desc', '<']
  return db.query<RequestRow>(
    `select ${requestColumns} from approval_requests r
     where ($1::text is null or r.status = $1) and ($2::text is null or r.quote_id = $2)
       and ($3::text[] is null or exists (select 1 from approval_steps s where s.request_id = r.id
             and s.status = 'OPEN' and s.asked_of && $3
             and not exists (select 1 from approval_decisions d where d.step_id = s.id and d.user_id = $7)))
       and ($3::text[] is null or not r.involved @> array[$7::text])
       and ($4::timestamptz is null or (r.requested_at, r.id) ${beyond} ($4, $5))
       and ($7::text is null or true) and ${question.owners?.sql ?? 'true'}
     order by r.requested_at ${direction}, r.id ${direction} limit $6`,
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
