import type { ApprovalPolicy } from '../../contract/approvals.ts'
import { announce, type Context, newId, type Queries, type Tx } from '../platform/index.ts'
import { currentRevision, readSnapshot } from '../revisions/index.ts'
import { type Asked, askedPeople } from './approvers.ts'
import type { Facts, Sections } from './facts.ts'
import { type Route, type RouteStep, routeFor } from './route.ts'
import { insertRequest, type QuoteShown, type RequestRow, type StepRow, standingApprovals } from './store.ts'

/** What quoting hands in: the quote as the inbox shows it, what policies look at, and who had a hand in it. */
export type ToApprove = {
  quote: QuoteShown
  ownerId: string
  involved: string[]
  facts: Facts
  sections: Sections
  comment?: string | undefined
}
export type Requested = { id: string; asksNobody: boolean }

/** Asks for the approvals a submitted quote needs; steps whose content was approved before stand. */
export async function requestApproval(tx: Tx, database: object, given: ToApprove): Promise<Requested> {
  const { ctx } = tx
  const revision = await currentRevision(ctx)
  const route = await readRoute(tx, database, revision, given)
  const standing = await standingApprovals(tx, given.quote.id)
  const id = newId('apr')
  const steps: StepRow[] = []
  for (const [position, step] of route.steps.entries()) {
    const asked = await askedPeople(tx, step.approvers, given.ownerId, given.involved)
    steps.push(stepRow(id, position, step, asked, standing.has(`${asked.asked}\n${step.contentHash}`)))
  }
  openNext(steps, ctx.now)
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
    requested_by: ctx.actor.id,
    requested_at: ctx.now,
    decided_at: null,
    comment: given.comment ?? null,
  }
  await insertRequest(tx, request, given.facts, steps)
  announce(tx, 'approval.requested', given.quote.id, {
    request: id,
    number: given.quote.number,
    askedOf: steps.filter((step) => step.status === 'OPEN').flatMap((step) => step.asked_of),
  })
  return { id, asksNobody }
}

/** The route a quote would take, with the people asked, without asking anybody. */
export async function previewRoute(
  ctx: Context,
  database: object,
  given: Pick<ToApprove, 'facts' | 'sections' | 'ownerId' | 'involved'> & { quoteId: string },
): Promise<{ route: Route; asked: Asked[]; standing: boolean[] }> {
  const route = await readRoute(ctx.db, database, await currentRevision(ctx), given)
  const approved = await standingApprovals(ctx.db, given.quoteId)
  const asked: Asked[] = []
  for (const step of route.steps)
    asked.push(await askedPeople(ctx.db, step.approvers, given.ownerId, given.involved))
  const standing = route.steps.map((step, index) =>
    approved.has(`${asked[index]?.asked}\n${step.contentHash}`),
  )
  return { route, asked, standing }
}

/** Opens the steps of the first group that is not done; those behind it wait. */
export function openNext(steps: StepRow[], now: Date): void {
  const open = steps.filter((step) => step.status === 'WAITING' || step.status === 'OPEN')
  const first = Math.min(...open.map((step) => step.ord))
  for (const step of open) {
    if (step.ord !== first || step.status === 'OPEN') continue
    step.status = 'OPEN'
    step.deadline =
      step.deadline_hours === null ? null : new Date(now.getTime() + step.deadline_hours * 3_600_000)
  }
}

async function readRoute(
  db: Queries,
  database: object,
  revision: number,
  { facts, sections }: Pick<ToApprove, 'facts' | 'sections'>,
): Promise<Route> {
  const snapshot = await readSnapshot(database, db, revision)
  const policies = await snapshot.all(db, 'approval-policies')
  return routeFor(policies as unknown as (ApprovalPolicy & { revision: number })[], facts, sections)
}

function stepRow(
  requestId: string,
  position: number,
  step: RouteStep,
  asked: Asked,
  standing: boolean,
): StepRow {
  const { people } = asked
  const needed = step.needed === 'all' ? people.length : step.needed === 'any' ? 1 : step.needed
  return {
    id: newId('aps'),
    request_id: requestId,
    position,
    ord: step.order,
    status: standing ? 'APPROVED' : 'WAITING',
    policies: step.policies,
    asked_of: people.map((person) => person.id),
    asked: asked.asked,
    needed: Math.max(1, Math.min(needed, people.length)),
    deadline_hours: step.deadlineHours ?? null,
    deadline: null,
    content_hash: step.contentHash,
    standing,
  }
}
