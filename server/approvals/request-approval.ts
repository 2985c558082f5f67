import type { ApprovalPolicy } from '../../contract/approval-policies.ts'
import { compare, exact } from '../../engines/money/index.ts'
import { announce, type Context, newId, type Queries, type Tx } from '../platform/index.ts'
import { currentRevision } from '../revisions/index.ts'
import { type Asked, askedPeople, neededOf } from './approvers.ts'
import { type State, stillCovers } from './cover.ts'
import type { Facts } from './facts.ts'
import { openNext } from './open-steps.ts'
import { readPolicies } from './read-policies.ts'
import { type Route, type RouteStep, routeFor } from './route.ts'
import { approvedSteps, type GivenStep, type StepRow, saveStep } from './step-store.ts'
import { insertRequest, type QuoteShown, type RequestRow } from './store.ts'

/** What quoting hands in: the quote as the inbox shows it, what policies look at, and who had a hand in it. */
export type ToApprove = State & {
  /** The same facts where the customer chooses as far from the offer as they can. */
  farther?: readonly Facts[] | undefined
  quote: QuoteShown
  ownerId: string
  involved: string[]
  /** Who handed it in, where that is not whoever acts now. */
  requestedBy?: string | undefined
  customerId?: string | undefined
  comment?: string | undefined
}
export type Requested = { id: string; asksNobody: boolean }

/** Asks for the approvals a submitted quote needs; steps whose content was approved before stand. */
export async function requestApproval(tx: Tx, database: object, given: ToApprove): Promise<Requested> {
  const { ctx } = tx
  const revision = await currentRevision(ctx)
  const { policies } = await readPolicies(database, tx, revision)
  const route = routeFor(policies, given.facts, given.sections, given.farther)
  const earlier = await approvedSteps(tx, given.quote.id)
  const id = newId('apr')
  const steps: StepRow[] = []
  for (const [position, step] of route.steps.entries()) {
    const asked = await askedPeople(tx, step.approvers, groundOf(given))
    steps.push(stepRow(id, position, step, asked, stands(step, earlier, given)))
  }
  const asksNobody = steps.every((step) => step.status === 'APPROVED')
  const request: RequestRow = {
    id,
    quote_id: given.quote.id,
    version: given.quote.version,
    status: 'PENDING',
    quote: given.quote,
    policy_revision: revision,
    owner_id: given.ownerId,
    involved: given.involved,
    requested_by: given.requestedBy ?? ctx.actor.id,
    requested_at: ctx.now,
    decided_at: null,
    comment: given.comment ?? null,
  }
  await insertRequest(tx, request, { ...given, facts: withMostTotal(given) }, steps)
  announce(tx, 'approval.requested', given.quote.id, { request: id, number: given.quote.number })
  await openNext(tx, request, steps)
  for (const step of steps) if (step.status === 'OPEN') await saveStep(tx, step)
  return { id, asksNobody }
}

/** Kept for the customer's next quotes: what is left to choose counts as if it were taken. */
function withMostTotal({ facts, farther = [] }: ToApprove): Facts {
  const totals = [facts, ...farther].flatMap((each) => each.total ?? [])
  const most = totals.reduce((a, b) => (compare(exact(b), exact(a)) > 0 ? b : a), facts.total ?? '0')
  return most === (facts.total ?? '0') ? facts : { ...facts, mostTotal: most }
}

export type Preview = {
  route: Route
  steps: { step: RouteStep; asked: Asked; needed: number; standing: boolean }[]
  policies: ApprovalPolicy[]
}

/** The route a quote would take, with the people asked, without asking anybody. */
export async function previewRoute(ctx: Context, database: object, given: ToApprove): Promise<Preview> {
  const { policies } = await readPolicies(database, ctx.db, await currentRevision(ctx))
  const route = routeFor(policies, given.facts, given.sections, given.farther)
  const earlier = await approvedSteps(ctx.db, given.quote.id)
  const steps: Preview['steps'] = []
  for (const step of route.steps) {
    const asked = await askedPeople(ctx.db, step.approvers, groundOf(given))
    const needed = neededOf(step.needed, asked.people.length)
    steps.push({ step, asked, needed, standing: stands(step, earlier, given) })
  }
  return { route, steps, policies }
}

/** What a customer's other quotes of the last thirty days come to, as they were submitted, or as they can be chosen. */
export async function recentTotalOf(
  db: Queries,
  customerIds: readonly string[],
  exceptQuote: string,
  now: Date,
): Promise<string> {
  const [row] = await db.query<{ total: string }>(
    `select coalesce(sum(coalesce(facts ->> 'mostTotal', facts ->> 'total')::numeric), 0)::text as total from (
       select distinct on (quote_id) quote_id, facts, status from approval_requests
       where customer_id = any($1::text[]) and quote_id <> $2 and requested_at > $3
       order by quote_id, requested_at desc, id desc) as latest
     where status in ('PENDING', 'APPROVED', 'NOT_REQUIRED')`,
    [customerIds, exceptQuote, new Date(now.getTime() - 30 * 86_400_000)],
  )
  return row?.total ?? '0'
}

/**
 * A step stands where each of its policies asks for no more than what was approved before by the same people, none of
 * whom has had a hand in the quote since.
 */
function stands(step: RouteStep, earlier: readonly GivenStep[], now: ToApprove): boolean {
  const given = earlier.filter(
    (one) => one.key === step.key && !one.deciders.some((decider) => now.involved.includes(decider)),
  )
  return step.policies.every((policy) =>
    given.some((one) => {
      const before = one.policies.find((each) => each.code === policy.code)
      return before !== undefined && stillCovers(before.cover, one, policy.cover, now)
    }),
  )
}

function groundOf({ ownerId, involved, quote }: ToApprove) {
  return { ownerId, involved, fields: quote.people }
}

function stepRow(
  requestId: string,
  position: number,
  step: RouteStep,
  asked: Asked,
  standing: boolean,
): StepRow {
  return {
    id: newId('aps'),
    request_id: requestId,
    position,
    ord: step.order,
    status: standing ? 'APPROVED' : 'WAITING',
    key: step.key,
    approvers: step.approvers,
    policies: step.policies,
    asked_of: asked.people.map((person) => person.id),
    asked: asked.asked,
    needed: neededOf(step.needed, asked.people.length),
    deadline_hours: step.deadlineHours ?? null,
    remind_hours: step.remindHours ?? null,
    escalate_to: step.escalateTo,
    content_hash: step.contentHash,
    standing,
    opened_at: null,
    deadline: null,
    remind_at: null,
    reminded_at: null,
    escalated_at: null,
    decided_at: null,
  }
}
