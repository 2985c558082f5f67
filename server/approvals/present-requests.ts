import type { ApprovalRequest } from '../../contract/approvals.ts'
import { maySay, type Sight } from '../../contract/sight.ts'
import { can, findUsers, sightOf } from '../identity/index.ts'
import type { Context } from '../platform/index.ts'
import { type Represented, standingInFor } from './absences.ts'
import { askedAs } from './decide-approval.ts'
import { type HandoverRow, handoversOf, remarksOf } from './handover-store.ts'
import type { PolicyReason } from './route.ts'
import { type DecisionRow, decisionsOf, type StepRow, stepsOf } from './step-store.ts'
import { type RequestRow } from './store.ts'

type Decision = ApprovalRequest['steps'][number]['decisions'][number]
type Named = (id: string) => { id: string; name: string }

/** Requests as the API shows them: with names, and without what their reader may not see. */
export async function presentRequests(
  ctx: Context,
  requests: readonly RequestRow[],
  represented: readonly Represented[],
): Promise<ApprovalRequest[]> {
  const ids = requests.map((request) => request.id)
  const [steps, remarks] = await Promise.all([stepsOf(ctx.db, ids), remarksOf(ctx.db, ids)])
  const all = [...steps.values()].flat()
  const stepIds = all.map((step) => step.id)
  const [decisions, handovers] = await Promise.all([
    decisionsOf(ctx.db, stepIds),
    handoversOf(ctx.db, stepIds),
  ])
  const open = all.filter((step) => step.status === 'OPEN')
  const involved = new Map<string, string[]>(requests.map((request) => [request.id, request.involved]))
  const involvedIn = (step: StepRow) => involved.get(step.request_id) ?? []
  const mine = new Set((await askedAs(ctx.db, ctx, open, decisions, involvedIn)).map(({ step }) => step.id))
  const people = await findUsers(ctx.db, [
    ...represented.map(({ id }) => id),
    ...requests.map((request) => request.requested_by),
    ...all.flatMap((step) => step.asked_of),
    ...[...decisions.values()].flat().map((decision) => decision.user_id),
    ...[...handovers.values()].flat().flatMap((each) => [each.from_user ?? '', each.to_user, each.by_user]),
    ...[...remarks.values()].flat().map((remark) => remark.user_id),
  ])
  const person: Named = (id) => ({ id, name: people.get(id)?.name ?? 'Quoin' })
  const { now } = ctx
  const sees = { now, sight: sightOf(ctx), addresses: can(ctx, 'approvals.manage') }

  return requests.map((request) => {
    const { marginPercent, people: _, ...quote } = request.quote
    const own = steps.get(request.id) ?? []
    const asked = own.filter((step) => mine.has(step.id))
    const isMine =
      request.status === 'PENDING' && !request.involved.includes(ctx.actor.id) && asked.length > 0
    const others = standingInFor(represented, request.involved).filter((id) =>
      asked.some((step) => step.asked_of.includes(id) && !step.asked_of.includes(ctx.actor.id)),
    )
    return {
      id: request.id,
      quote: { ...quote, ...(sees.sight.margin && marginPercent !== undefined ? { marginPercent } : {}) },
      status: request.status,
      requestedBy: person(request.requested_by),
      requestedAt: request.requested_at.toISOString(),
      decidedAt: request.decided_at?.toISOString(),
      comment: request.comment ?? undefined,
      mine: isMine,
      insteadOf: isMine ? others.map(person) : [],
      remarks: (remarks.get(request.id) ?? []).map((remark) => ({
        kind: remark.kind,
        by: person(remark.user_id),
        text: remark.text,
        at: remark.at.toISOString(),
      })),
      steps: own.map((step) =>
        presentStep(step, person, sees, decisions.get(step.id) ?? [], handovers.get(step.id) ?? []),
      ),
    }
  })
}

function presentStep(
  step: StepRow,
  person: Named,
  sees: { now: Date; sight: Sight; addresses: boolean },
  decisions: readonly DecisionRow[],
  handovers: readonly HandoverRow[],
): ApprovalRequest['steps'][number] {
  return {
    id: step.id,
    order: step.ord,
    status: step.status,
    policies: step.policies.map((policy) => shownReason(sees.sight, policy)),
    askedOf: step.asked_of.map(person),
    asked: step.asked,
    needed: step.needed,
    openedAt: step.opened_at?.toISOString(),
    deadline: step.deadline?.toISOString(),
    ...(step.status === 'OPEN' && step.deadline && step.deadline < sees.now && { overdue: true }),
    remindedAt: step.reminded_at?.toISOString(),
    escalatedAt: step.escalated_at?.toISOString(),
    decidedAt: step.decided_at?.toISOString(),
    standing: step.standing,
    handovers: handovers.map((each) => ({
      kind: each.kind,
      ...(each.from_user !== null && { from: person(each.from_user) }),
      to: person(each.to_user),
      by: person(each.by_user),
      comment: each.comment ?? undefined,
      at: each.at.toISOString(),
    })),
    decisions: decisions.map(({ origin, ...decision }) => ({
      by: person(decision.user_id),
      as: decision.acted_as,
      decision: decision.decision,
      comment: decision.comment ?? undefined,
      at: decision.at.toISOString(),
      via: origin.via as Decision['via'], // nobody decides nothing
      contentHash: decision.content_hash,
      ...(sees.addresses && origin.ip !== undefined && { address: origin.ip }),
    })),
  }
}

/** A reason without the sentences that name a figure its reader may not see. */
export function shownReason(sight: Sight, { cover: _, because, ...shown }: PolicyReason) {
  return { ...shown, because: because.filter((sentence) => maySay(sight, sentence)) }
}
