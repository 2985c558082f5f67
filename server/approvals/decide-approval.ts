import { announce, DomainError, newId, type Tx } from '../platform/index.ts'
import { openNext } from './request-approval.ts'
import {
  decisionsOf,
  insertDecision,
  latestRequest,
  type RequestRow,
  type StepRow,
  saveRequest,
  saveStep,
  stepsOf,
} from './store.ts'

export type Outcome = 'PENDING' | 'APPROVED' | 'REJECTED'
type Word = { decision: 'APPROVED' | 'REJECTED'; comment?: string | undefined; seq: number }

/**
 * The actor's word on every open step they are asked about. Refused for who is not asked, and for who owns, submitted
 * or edited the quote, whatever role they hold. Answers what the request came to.
 */
export async function decideApproval(tx: Tx, quoteId: string, word: Word): Promise<Outcome> {
  const { ctx } = tx
  const request = await openRequest(tx, quoteId)
  const steps = (await stepsOf(tx, [request.id])).get(request.id) ?? []
  if (request.involved.includes(ctx.actor.id)) throw new DomainError('approval.own-quote')
  const open = steps.filter((step) => step.status === 'OPEN')
  const given = await decisionsOf(
    tx,
    open.map((step) => step.id),
  )
  const mine = open.filter(
    (step) =>
      step.asked_of.includes(ctx.actor.id) &&
      !(given.get(step.id) ?? []).some((each) => each.user_id === ctx.actor.id),
  )
  if (mine.length === 0) {
    throw new DomainError('approval.not-asked', {
      who: open.map((step) => step.asked).join(' and ') || 'nobody any more',
    })
  }
  for (const step of mine) {
    await insertDecision(tx, {
      id: newId('apd'),
      step_id: step.id,
      user_id: ctx.actor.id,
      acted_as: step.asked,
      decision: word.decision,
      comment: word.comment ?? null,
      content_hash: step.content_hash,
    })
    const approvals = (given.get(step.id) ?? []).filter((each) => each.decision === 'APPROVED').length + 1
    if (word.decision === 'REJECTED') step.status = 'REJECTED'
    else if (approvals >= step.needed) step.status = 'APPROVED'
  }
  return settle(tx, request, steps, word.seq)
}

/** The workflow approves what nobody is asked about; refused while a step is open. */
export async function approveUnasked(tx: Tx, quoteId: string, seq: number): Promise<Outcome> {
  const request = await openRequest(tx, quoteId)
  const steps = (await stepsOf(tx, [request.id])).get(request.id) ?? []
  if (steps.some((step) => step.status !== 'APPROVED')) return 'PENDING'
  const done: RequestRow = {
    ...request,
    status: steps.length === 0 ? 'NOT_REQUIRED' : 'APPROVED',
    decided_at: tx.ctx.now,
    quote: { ...request.quote, seq },
  }
  await saveRequest(tx, done)
  return 'APPROVED'
}

/** Takes the request back; approvals already given stand for the content they were given for. */
export async function recallApproval(tx: Tx, quoteId: string): Promise<void> {
  const request = await latestRequest(tx, quoteId, true)
  if (request?.status !== 'PENDING') return
  for (const step of (await stepsOf(tx, [request.id])).get(request.id) ?? []) {
    if (step.status === 'OPEN' || step.status === 'WAITING') await saveStep(tx, { ...step, status: 'VOID' })
  }
  await saveRequest(tx, { ...request, status: 'VOID', decided_at: tx.ctx.now })
}

async function openRequest(tx: Tx, quoteId: string): Promise<RequestRow> {
  const request = await latestRequest(tx, quoteId, true)
  if (request?.status !== 'PENDING')
    throw new DomainError('approval.not-found', { id: `for the quote ${quoteId}` })
  return request
}

async function settle(tx: Tx, request: RequestRow, steps: StepRow[], seq: number): Promise<Outcome> {
  const rejected = steps.some((step) => step.status === 'REJECTED')
  if (rejected) {
    for (const step of steps) if (step.status === 'OPEN' || step.status === 'WAITING') step.status = 'VOID'
  } else {
    openNext(steps, tx.ctx.now)
  }
  for (const step of steps) await saveStep(tx, step)
  const outcome: Outcome = rejected
    ? 'REJECTED'
    : steps.every((step) => step.status === 'APPROVED')
      ? 'APPROVED'
      : 'PENDING'
  await saveRequest(tx, {
    ...request,
    status: outcome,
    decided_at: outcome === 'PENDING' ? null : tx.ctx.now,
    quote: { ...request.quote, seq },
  })
  announce(tx, 'approval.decided', request.quote_id, { request: request.id, outcome })
  return outcome
}
