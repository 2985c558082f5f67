import { findUser } from '../identity/index.ts'
import { type Context, DomainError, newId, type Queries, type Tx } from '../platform/index.ts'
import { representedBy, standingInFor } from './absences.ts'
import { standIns } from './approvers.ts'
import type { Sections } from './facts.ts'
import { handoversOf } from './handover-store.ts'
import { tell } from './news.ts'
import { openNext, voidRest } from './open-steps.ts'
import {
  type DecisionRow,
  decisionsOf,
  insertDecision,
  type StepRow,
  saveStep,
  stepsOf,
} from './step-store.ts'
import { latestRequest, type RequestRow, saveRequest, sectionsOfRequest } from './store.ts'

export type Outcome = 'PENDING' | 'APPROVED' | 'REJECTED'
/** `sections` are those of the quote as it stands: a decision is only good for what was asked about. */
type Word = {
  decision: 'APPROVED' | 'REJECTED'
  comment?: string | undefined
  seq: number
  ownerId: string
  sections: Sections
}

/**
 * The actor's word on every open step they are asked about, themselves or as deputy. Refused for who is not asked, and
 * for who owns, submitted or edited the quote, whatever role they hold. Answers what the request came to.
 */
export async function decideApproval(tx: Tx, quoteId: string, word: Word): Promise<Outcome> {
  const { ctx } = tx
  const { request, steps } = await openRequest(tx, quoteId)
  if (request.involved.includes(ctx.actor.id) || word.ownerId === ctx.actor.id) {
    throw new DomainError('approval.own-quote')
  }
  await demandSameContent(tx, request, word.sections)
  const open = steps.filter((step) => step.status === 'OPEN')
  const given = await decisionsOf(
    tx,
    open.map((step) => step.id),
  )
  const mine = await askedAs(tx, ctx, open, given, () => request.involved)
  if (mine.length === 0) {
    throw new DomainError('approval.not-asked', {
      who: open.map((step) => step.asked).join(' and ') || 'nobody any more',
    })
  }
  for (const { step, as } of mine) {
    await insertDecision(tx, {
      id: newId('apd'),
      step_id: step.id,
      user_id: ctx.actor.id,
      acted_as: as,
      decision: word.decision,
      comment: word.comment ?? null,
      content_hash: step.content_hash,
    })
    const approvals = (given.get(step.id) ?? []).filter((each) => each.decision === 'APPROVED').length + 1
    if (word.decision === 'REJECTED') step.status = 'REJECTED'
    else if (approvals >= step.needed) step.status = 'APPROVED'
    if (step.status !== 'OPEN') step.decided_at = ctx.now
  }
  return settle(tx, request, steps, word)
}

type AskedAs = { step: StepRow; as: string }

/** The open steps the actor is asked about and has not decided, and as what: for themselves, in somebody's place. */
export async function askedAs(
  db: Queries,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  open: readonly StepRow[],
  given: ReadonlyMap<string, DecisionRow[]>,
  involvedIn: (step: StepRow) => readonly string[],
): Promise<AskedAs[]> {
  const represented = await representedBy(db, actor.id, now)
  const handovers = await handoversOf(
    db,
    open.map((step) => step.id),
  )
  const roles = (await findUser(db, actor.id))?.roles ?? []
  const found: AskedAs[] = []
  for (const step of open) {
    const decided = (given.get(step.id) ?? []).map((each) => each.user_id)
    if (decided.includes(actor.id)) continue
    if (step.asked_of.includes(actor.id)) {
      const handed = (handovers.get(step.id) ?? []).find((each) => each.to_user === actor.id)
      if (!handed && !stillFits(step, roles)) continue
      const how =
        handed && { DELEGATED: 'delegated', REASSIGNED: 'reassigned', ESCALATED: 'escalated' }[handed.kind]
      found.push({ step, as: how ? `${step.asked} (${how})` : step.asked })
      continue
    }
    const absent = standingInFor(represented, involvedIn(step))
    if (step.asked_of.some((id) => absent.includes(id) && !decided.includes(id))) {
      found.push({ step, as: `${step.asked} (deputy)` })
    }
  }
  return found
}

/** Who was asked for a role and has lost it since is not asked any more. */
function stillFits(step: StepRow, roles: readonly string[]): boolean {
  const asked = step.approvers.flatMap((approver) => (approver.type === 'role' ? [approver.role] : []))
  const forRolesOnly = asked.length > 0 && asked.length === step.approvers.length
  return (
    !forRolesOnly ||
    step.asked.endsWith(standIns) ||
    asked.some((role) => roles.some((held) => held === role))
  )
}

/** The workflow approves what nobody is asked about; does nothing while a step is open. */
export async function approveUnasked(
  tx: Tx,
  quoteId: string,
  seq: number,
  sections: Sections,
): Promise<Outcome> {
  const { request, steps } = await openRequest(tx, quoteId)
  await demandSameContent(tx, request, sections)
  if (steps.some((step) => step.status !== 'APPROVED')) return 'PENDING'
  await saveRequest(tx, {
    ...request,
    status: steps.length === 0 ? 'NOT_REQUIRED' : 'APPROVED',
    decided_at: tx.ctx.now,
    quote: { ...request.quote, seq },
  })
  await tell(tx, 'approval.decided', request, [request.owner_id], { outcome: 'APPROVED', automatic: true })
  return 'APPROVED'
}

/** Takes the request back; approvals already given stand for the content they were given for. */
export async function recallApproval(tx: Tx, quoteId: string): Promise<void> {
  const request = await latestRequest(tx, quoteId, true)
  if (request?.status !== 'PENDING') return
  const steps = (await stepsOf(tx, [request.id])).get(request.id) ?? []
  const asked = voidRest(tx, steps)
  for (const step of steps) if (step.status === 'VOID') await saveStep(tx, step)
  await saveRequest(tx, { ...request, status: 'VOID', decided_at: tx.ctx.now })
  if (asked.length > 0) await tell(tx, 'approval.withdrawn', request, asked)
}

/** Refuses unless the latest request of the quote was approved, for just this content. */
export async function demandApproved(tx: Tx, quoteId: string, sections: Sections): Promise<void> {
  const request = await latestRequest(tx, quoteId)
  if (request?.status !== 'APPROVED' && request?.status !== 'NOT_REQUIRED')
    throw new DomainError('approval.stale')
  await demandSameContent(tx, request, sections)
}

async function demandSameContent(tx: Tx, request: RequestRow, now: Sections): Promise<void> {
  const asked = await sectionsOfRequest(tx, request.id)
  // Requests from before sections were kept cannot be compared.
  if (!asked) return
  // The owner's roles are looked at when a quote is submitted; they are no part of what is in it.
  const { owner: _, ...content } = now
  if (Object.entries(content).some(([name, hash]) => asked[name as keyof Sections] !== hash)) {
    throw new DomainError('approval.stale')
  }
}

async function openRequest(tx: Tx, quoteId: string): Promise<{ request: RequestRow; steps: StepRow[] }> {
  const request = await latestRequest(tx, quoteId, true)
  if (request?.status !== 'PENDING') {
    throw new DomainError('approval.not-found', { id: `for the quote ${quoteId}` })
  }
  return { request, steps: (await stepsOf(tx, [request.id])).get(request.id) ?? [] }
}

async function settle(tx: Tx, request: RequestRow, steps: StepRow[], word: Word): Promise<Outcome> {
  const rejected = steps.some((step) => step.status === 'REJECTED')
  const inVain = rejected ? voidRest(tx, steps) : []
  const outcome: Outcome = rejected
    ? 'REJECTED'
    : steps.every((step) => step.status === 'APPROVED')
      ? 'APPROVED'
      : 'PENDING'
  if (outcome === 'PENDING') await openNext(tx, request, steps)
  for (const step of steps) await saveStep(tx, step)
  await saveRequest(tx, {
    ...request,
    status: outcome,
    decided_at: outcome === 'PENDING' ? null : tx.ctx.now,
    quote: { ...request.quote, seq: word.seq },
  })
  const asked = steps.flatMap((step) => step.asked_of)
  // The owner hears of the end, not of each step; the screens of all who were asked show every step.
  const tellOwner = outcome === 'PENDING' ? [] : [request.owner_id, request.requested_by]
  await tell(tx, 'approval.decided', request, tellOwner, { outcome, comment: word.comment, screens: asked })
  if (inVain.length > 0)
    await tell(
      tx,
      'approval.withdrawn',
      request,
      inVain.filter((id) => id !== tx.ctx.actor.id),
    )
  return outcome
}
