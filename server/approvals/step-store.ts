import type { Approver } from '../../contract/approval-policies.ts'
import type { Id } from '../../contract/values.ts'
import type { Actor, Queries, Tx } from '../platform/index.ts'
import type { Shown } from './cover.ts'
import type { Facts, Sections } from './facts.ts'
import type { PolicyReason } from './route.ts'
import { openFacts } from './sealed-facts.ts'

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
  /** Of what it was given for. */
  content_hash: string
  at: Date
  /** How and from where: signed in, or by a program that acts for the person. */
  origin: { via?: Actor['via']; ip?: string }
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
    `select step_id, user_id, acted_as, decision, comment, content_hash, at, origin
     from approval_decisions where step_id = any($1::text[]) order by at`,
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
export async function approvedSteps(db: Queries, quoteId: string): Promise<GivenStep[]> {
  const steps = await db.query<GivenStep & { request: string }>(
    `select s.id, s.key, s.policies, r.id as request, r.facts, r.sections, r.shown,
       array(select d.user_id from approval_decisions d where d.step_id = s.id and d.decision = 'APPROVED') as deciders
     from approval_steps s join approval_requests r on r.id = s.request_id
     where r.quote_id = $1 and s.status = 'APPROVED' and not s.standing and r.sections is not null
     order by r.requested_at desc limit 50`,
    [quoteId],
  )
  return steps.map(({ request, ...step }) => ({ ...step, facts: openFacts(db, request, step.facts) }))
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

export async function insertDecision(
  tx: Tx,
  decision: Omit<DecisionRow, 'at' | 'origin'> & { id: string },
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
