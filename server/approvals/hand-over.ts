import { record } from '../identity/index.ts'
import { DomainError, type Tx } from '../platform/index.ts'
import { demandDecider, representedBy, standingInFor } from './absences.ts'
import { askedAs } from './decide-approval.ts'
import { handoversOf, insertHandover, insertRemark } from './handover-store.ts'
import { tell } from './news.ts'
import { decisionsOf, type StepRow, saveStep, stepsOf } from './step-store.ts'
import { latestRequest, lockStep, type RequestRow } from './store.ts'

/**
 * Passes a decision asked of the actor, or of somebody they stand in for, on to somebody else, who does not pass it on
 * again.
 */
export async function delegateApproval(
  tx: Tx,
  stepId: string,
  to: string,
  comment: string | undefined,
): Promise<string> {
  const { request, step } = await openStep(tx, stepId)
  const me = tx.ctx.actor.id
  if (request.involved.includes(me)) throw new DomainError('approval.own-quote')
  const decided = ((await decisionsOf(tx, [stepId])).get(stepId) ?? []).map((each) => each.user_id)
  const absent = standingInFor(await representedBy(tx, me, tx.ctx.now), request.involved)
  const from = [me, ...absent].find((id) => step.asked_of.includes(id) && !decided.includes(id))
  if (from === undefined || decided.includes(me)) {
    throw new DomainError('approval.not-asked', { who: step.asked })
  }
  const given = (await handoversOf(tx, [stepId])).get(stepId) ?? []
  if (given.some((each) => each.to_user === from && each.kind === 'DELEGATED')) {
    throw new DomainError('approval.delegated-already')
  }
  await handOver(tx, request, step, { kind: 'DELEGATED', from, to, comment })
  return request.id
}

/** Asks somebody else in place of one who was asked, or of all. Nobody involved arranges who decides. */
export async function reassignApproval(
  tx: Tx,
  stepId: string,
  given: { from?: string | undefined; to: string; comment: string },
): Promise<string> {
  const { request, step } = await openStep(tx, stepId)
  if (request.involved.includes(tx.ctx.actor.id)) throw new DomainError('approval.own-quote')
  if (given.from !== undefined && !step.asked_of.includes(given.from)) {
    throw new DomainError('approval.not-asked', { who: step.asked })
  }
  await handOver(tx, request, step, { kind: 'REASSIGNED', ...given })
  return request.id
}

/** Asks the owner something; the decision stays open. */
export async function askBack(tx: Tx, quoteId: string, text: string): Promise<string> {
  const request = await pending(tx, quoteId)
  const steps = (await stepsOf(tx, [request.id])).get(request.id) ?? []
  const open = steps.filter((step) => step.status === 'OPEN')
  const mine = request.involved.includes(tx.ctx.actor.id)
    ? []
    : await askedAs(tx, tx.ctx, open, new Map(), () => request.involved)
  if (mine.length === 0) {
    throw new DomainError('approval.not-asked', { who: open.map((step) => step.asked).join(' and ') })
  }
  await insertRemark(tx, { request_id: request.id, kind: 'QUESTION', text })
  const asked = open.flatMap((step) => step.asked_of)
  await tell(tx, 'approval.question', request, [request.owner_id, request.requested_by], {
    text,
    screens: asked,
  })
  return request.id
}

/** Answers what approvers asked; those who are asked to decide hear of it. */
export async function answerQuestion(tx: Tx, quoteId: string, text: string): Promise<string> {
  const request = await pending(tx, quoteId)
  await insertRemark(tx, { request_id: request.id, kind: 'ANSWER', text })
  const steps = (await stepsOf(tx, [request.id])).get(request.id) ?? []
  const asked = steps.filter((step) => step.status === 'OPEN').flatMap((step) => step.asked_of)
  await tell(tx, 'approval.answered', request, asked, { text })
  return request.id
}

/** Who may decide in place of those asked: not involved, not asked already, with the right to it. */
async function handOver(
  tx: Tx,
  request: RequestRow,
  step: StepRow,
  handover: {
    kind: 'DELEGATED' | 'REASSIGNED'
    from?: string | undefined
    to: string
    comment?: string | undefined
  },
): Promise<void> {
  const { from, to, kind, comment } = handover
  const person = await demandDecider(tx, to)
  if (request.involved.includes(to) || request.owner_id === to) {
    throw new DomainError('approval.cannot-decide', {
      who: person.name,
      reason: 'they own, submitted or edited the quote',
    })
  }
  if (step.asked_of.includes(to)) {
    throw new DomainError('approval.cannot-decide', { who: person.name, reason: 'they are asked already' })
  }
  await insertHandover(tx, { stepId: step.id, kind, from, to, comment, at: tx.ctx.now })
  const decided = ((await decisionsOf(tx, [step.id])).get(step.id) ?? []).map((each) => each.user_id)
  const gone = from === undefined ? step.asked_of.filter((id) => !decided.includes(id)) : [from]
  const next = { ...step, asked_of: [...step.asked_of.filter((id) => !gone.includes(id)), to] }
  await saveStep(tx, next)
  record(tx, {
    action: kind === 'DELEGATED' ? 'approval.delegated' : 'approval.reassigned',
    subject: { kind: 'quote', id: request.quote_id },
    before: { askedOf: step.asked_of },
    after: { askedOf: next.asked_of },
    ...(comment && { why: comment }),
  })
  await tell(tx, 'approval.handed-over', request, [to], { kind, comment, screens: gone })
}

async function openStep(tx: Tx, stepId: string): Promise<{ request: RequestRow; step: StepRow }> {
  const found = await lockStep(tx, stepId)
  if (
    found?.request.status !== 'PENDING' ||
    (found.step.status !== 'OPEN' && found.step.status !== 'WAITING')
  ) {
    throw new DomainError('approval.not-found', { id: stepId })
  }
  return found
}

async function pending(tx: Tx, quoteId: string): Promise<RequestRow> {
  const request = await latestRequest(tx, quoteId, true)
  if (request?.status !== 'PENDING') {
    throw new DomainError('approval.not-found', { id: `for the quote ${quoteId}` })
  }
  return request
}
