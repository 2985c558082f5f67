import { z } from 'zod'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import { can, findUsers, reachFilter } from '../identity/index.ts'
import { type Context, DomainError, decodeCursor, encodeCursor, type Queries } from '../platform/index.ts'
import { deputiesOf, representedBy } from './absences.ts'
import { presentRequests } from './present-requests.ts'
import { decisionsOf, stepsOf } from './step-store.ts'
import { findRequest, latestRequest, selectRequests } from './store.ts'

type Question = {
  mine: boolean
  status?: string | undefined
  quote?: string | undefined
  order: 'newest' | 'oldest'
  cursor?: string | undefined
  limit: number
}

/** Approvals asked of the caller (or of those they stand in for), or all that concern quotes they may see. */
export async function listApprovals(ctx: Context, question: Question) {
  const after = decodeCursor(question.cursor, z.tuple([z.string(), z.string()]))
  const represented = await representedBy(ctx.db, ctx.actor.id, ctx.now)
  const rows = await selectRequests(ctx.db, {
    askedOf: question.mine ? [ctx.actor.id, ...represented.map(({ id }) => id)] : undefined,
    status: question.status,
    quote: question.quote,
    owners:
      question.mine || can(ctx, 'approvals.manage')
        ? undefined
        : reachFilter(ctx, 'quotes.read', 'r.owner_id', 8),
    after,
    order: question.order,
    limit: question.limit + 1,
  })
  const shown = rows.slice(0, question.limit)
  const last = shown.at(-1)
  return {
    items: await presentRequests(ctx, shown, represented),
    ...(rows.length > question.limit && last
      ? { next: encodeCursor([last.requested_at.toISOString(), last.id]) }
      : {}),
  }
}

/** One request, for whoever just did something with it. */
export async function getApproval(ctx: Context, id: string): Promise<ApprovalRequest> {
  const request = await findRequest(ctx.db, id)
  const represented = await representedBy(ctx.db, ctx.actor.id, ctx.now)
  const [shown] = request ? await presentRequests(ctx, [request], represented) : []
  if (!shown) throw new DomainError('approval.not-found', { id })
  return shown
}

/** Who handed a quote in last, with which words, and who had a hand in it then. */
export async function lastSubmission(db: Queries, quoteId: string) {
  const request = await latestRequest(db, quoteId)
  return (
    request && {
      requestedBy: request.requested_by,
      involved: request.involved,
      comment: request.comment ?? undefined,
    }
  )
}

/** What a quote shows of its latest approval. `askedOf` are all who may give their word now, deputies among them. */
export async function approvalOf(db: Queries, quoteId: string, now: Date) {
  const request = await latestRequest(db, quoteId)
  if (!request) return undefined
  const steps = (await stepsOf(db, [request.id])).get(request.id) ?? []
  const open = steps.filter((step) => step.status === 'OPEN')
  const asked = [...new Set(open.flatMap((step) => step.asked_of))]
  const decisions = await decisionsOf(
    db,
    open.map((step) => step.id),
  )
  const silent = asked.filter((id) =>
    open.some(
      (step) =>
        step.asked_of.includes(id) && !(decisions.get(step.id) ?? []).some((each) => each.user_id === id),
    ),
  )
  const [people, deputies] = await Promise.all([
    findUsers(db, silent),
    deputiesOf(db, silent, now, request.involved),
  ])
  return {
    id: request.id,
    version: request.version,
    status: request.status,
    requestedAt: request.requested_at.toISOString(),
    decidedAt: request.decided_at?.toISOString(),
    waitingFor: silent.map((id) => people.get(id)?.name ?? id),
    askedOf: [...new Set([...silent, ...deputies.values()])],
    involved: request.involved,
  }
}
