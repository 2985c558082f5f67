import { z } from 'zod'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import { can, findUsers, reachFilter } from '../identity/index.ts'
import { type Context, decodeCursor, encodeCursor, type Queries } from '../platform/index.ts'
import { decisionsOf, latestRequest, type RequestRow, selectRequests, stepsOf } from './store.ts'

type Question = {
  mine: boolean
  status?: string | undefined
  quote?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Approvals asked of the caller, or all that concern quotes they may see; the latest first. */
export async function listApprovals(ctx: Context, question: Question) {
  const after = decodeCursor(question.cursor, z.tuple([z.string(), z.string()]))
  const rows = await selectRequests(ctx.db, {
    askedOf: question.mine ? ctx.actor.id : undefined,
    status: question.status,
    quote: question.quote,
    owners: question.mine ? undefined : reachFilter(ctx, 'quotes.read', 'r.owner_id', 7),
    after,
    limit: question.limit + 1,
  })
  const shown = rows.slice(0, question.limit)
  const last = shown.at(-1)
  return {
    items: await presentRequests(ctx, shown),
    ...(rows.length > question.limit && last
      ? { next: encodeCursor([last.requested_at.toISOString(), last.id]) }
      : {}),
  }
}

/** What a quote shows of its latest approval. */
export async function approvalOf(db: Queries, quoteId: string) {
  const request = await latestRequest(db, quoteId)
  if (!request) return undefined
  const steps = (await stepsOf(db, [request.id])).get(request.id) ?? []
  const open = steps.filter((step) => step.status === 'OPEN')
  const people = await findUsers(
    db,
    open.flatMap((step) => step.asked_of),
  )
  return {
    id: request.id,
    version: request.version,
    status: request.status,
    requestedAt: request.requested_at.toISOString(),
    decidedAt: request.decided_at?.toISOString(),
    waitingFor: [...new Set(open.flatMap((step) => step.asked_of))].map((id) => people.get(id)?.name ?? id),
    askedOf: open.flatMap((step) => step.asked_of),
    involved: request.involved,
  }
}

async function presentRequests(ctx: Context, requests: readonly RequestRow[]): Promise<ApprovalRequest[]> {
  const steps = await stepsOf(
    ctx.db,
    requests.map((request) => request.id),
  )
  const all = [...steps.values()].flat()
  const decisions = await decisionsOf(
    ctx.db,
    all.map((step) => step.id),
  )
  const people = await findUsers(ctx.db, [
    ...requests.map((request) => request.requested_by),
    ...all.flatMap((step) => step.asked_of),
    ...[...decisions.values()].flat().map((decision) => decision.user_id),
  ])
  const person = (id: string) => ({ id, name: people.get(id)?.name ?? 'Quoin' })
  const seesCosts = can(ctx, 'costs.read')
  return requests.map((request) => {
    const { marginPercent, ...quote } = request.quote
    const own = steps.get(request.id) ?? []
    return {
      id: request.id,
      quote: { ...quote, ...(seesCosts && marginPercent !== undefined ? { marginPercent } : {}) },
      status: request.status,
      requestedBy: person(request.requested_by),
      requestedAt: request.requested_at.toISOString(),
      decidedAt: request.decided_at?.toISOString(),
      comment: request.comment ?? undefined,
      mine:
        request.status === 'PENDING' &&
        !request.involved.includes(ctx.actor.id) &&
        own.some(
          (step) =>
            step.status === 'OPEN' &&
            step.asked_of.includes(ctx.actor.id) &&
            !(decisions.get(step.id) ?? []).some((decision) => decision.user_id === ctx.actor.id),
        ),
      steps: own.map((step) => ({
        id: step.id,
        order: step.ord,
        status: step.status,
        policies: step.policies.map((policy) => hideMargin(policy, seesCosts)),
        askedOf: step.asked_of.map(person),
        asked: step.asked,
        needed: step.needed,
        deadline: step.deadline?.toISOString(),
        standing: step.standing,
        decisions: (decisions.get(step.id) ?? []).map((decision) => ({
          by: person(decision.user_id),
          as: decision.acted_as,
          decision: decision.decision,
          comment: decision.comment ?? undefined,
          at: decision.at.toISOString(),
        })),
      })),
    }
  })
}

/** Reasons that name a margin or a floor say so only to those who may see costs. */
export function hideMargin<Reason extends { because: string[] }>(reason: Reason, seesCosts: boolean): Reason {
  if (seesCosts) return reason
  return { ...reason, because: reason.because.filter((sentence) => !/margin|floor|cost/i.test(sentence)) }
}
