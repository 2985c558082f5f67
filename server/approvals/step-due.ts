import type { Context } from '../platform/index.ts'
import { askedPeople } from './approvers.ts'
import { insertHandover } from './handover-store.ts'
import { tell } from './news.ts'
import { setTimer } from './open-steps.ts'
import { decisionsOf, saveStep } from './step-store.ts'
import { lockStep } from './store.ts'

/**
 * Does what is due on a step: reminds those who have not decided, and asks somebody else once the deadline has passed.
 * Each once, however often, how late or by how many workers this is called: what was done stands in the row.
 */
export async function stepDue(ctx: Context, stepId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const found = await lockStep(tx, stepId)
    if (found?.step.status !== 'OPEN' || found.request.status !== 'PENDING') return
    const { request, step } = found
    const decided = (await decisionsOf(tx, [step.id])).get(step.id)?.map((each) => each.user_id) ?? []
    const silent = step.asked_of.filter((id) => !decided.includes(id))
    let acted = false

    if (step.deadline && !step.escalated_at && step.deadline <= ctx.now) {
      step.escalated_at = ctx.now
      // Whoever is overdue needs no reminder that it will be due.
      if (step.remind_at) step.reminded_at ??= ctx.now
      const ground = { ownerId: request.owner_id, involved: request.involved, fields: request.quote.people }
      const further =
        step.escalate_to.length === 0 ? [] : (await askedPeople(tx, step.escalate_to, ground)).people
      const fresh = further.filter((person) => !step.asked_of.includes(person.id))
      for (const person of fresh) {
        await insertHandover(tx, { stepId, kind: 'ESCALATED', to: person.id, at: ctx.now })
        step.asked_of = [...step.asked_of, person.id]
      }
      if (fresh.length > 0) {
        await tell(
          tx,
          'approval.escalated',
          request,
          fresh.map((person) => person.id),
          { screens: silent },
        )
      }
      await tell(tx, 'approval.reminded', request, silent, { overdue: true })
      acted = true
    } else if (step.remind_at && !step.reminded_at && step.remind_at <= ctx.now) {
      step.reminded_at = ctx.now
      await tell(tx, 'approval.reminded', request, silent, { deadline: step.deadline?.toISOString() })
      acted = true
    }
    if (!acted) return // the clocks disagree; the sweep comes by again
    await saveStep(tx, step)
    setTimer(tx, step)
  })
}

/** Does what is due although its timer came to nothing, as where the clock of the node was behind the database's. */
export async function sweepDue(ctx: Context): Promise<void> {
  const due = await ctx.db.query<{ id: string }>(
    `select id from approval_steps where status = 'OPEN' and least(remind_at, deadline) <= $1
       and ((remind_at <= $1 and reminded_at is null) or (deadline <= $1 and escalated_at is null))
     order by least(remind_at, deadline) limit 500`,
    [ctx.now],
  )
  for (const { id } of due) await stepDue(ctx, id)
}
