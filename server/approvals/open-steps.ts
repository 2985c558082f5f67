import { z } from 'zod'
import { cancelJob, enqueue, type Job, type Tx } from '../platform/index.ts'
import { tell } from './news.ts'
import type { StepRow } from './step-store.ts'
import type { RequestRow } from './store.ts'

/** Looks at a step again at the moment something is due on it. */
export const stepDueJob: Job<{ step: string }> = {
  name: 'approvals.step-due',
  payload: z.object({ step: z.string() }),
}
export const timerKey = (step: { id: string }) => `approvals.step-due:${step.id}`

/** Opens the steps of the first group that is not done, sets their timers and tells those who are asked. */
export async function openNext(tx: Tx, request: RequestRow, steps: readonly StepRow[]): Promise<void> {
  const opened = openFirstGroup(steps, tx.ctx.now)
  for (const step of opened) setTimer(tx, step)
  const people = opened.flatMap((step) => step.asked_of)
  if (people.length > 0) await tell(tx, 'approval.asked', request, people)
}

/** The steps of the lowest group that is not done are open, all behind it wait. Answers those that open now. */
export function openFirstGroup(steps: readonly StepRow[], now: Date): StepRow[] {
  const undone = steps.filter((step) => step.status === 'WAITING' || step.status === 'OPEN')
  const first = Math.min(...undone.map((step) => step.ord))
  const opening = undone.filter((step) => step.ord === first && step.status === 'WAITING')
  for (const step of opening) {
    step.status = 'OPEN'
    step.opened_at = now
    step.deadline = hoursAfter(now, step.deadline_hours)
    step.remind_at = hoursAfter(now, step.remind_hours)
  }
  return opening
}

/** The next moment at which something is due on an open step. */
export function dueOf(step: StepRow): Date | undefined {
  if (step.status !== 'OPEN') return undefined
  const moments = [
    ...(step.remind_at && !step.reminded_at ? [step.remind_at] : []),
    ...(step.deadline && !step.escalated_at ? [step.deadline] : []),
  ]
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}

export function setTimer(tx: Tx, step: StepRow): void {
  const runAt = dueOf(step)
  if (runAt) enqueue(tx, stepDueJob, { step: step.id }, { runAt, key: timerKey(step) })
}

/** Ends what was still open or waiting; nothing is due on it any more. Answers who was asked in vain. */
export function voidRest(tx: Tx, steps: readonly StepRow[]): string[] {
  const asked: string[] = []
  for (const step of steps) {
    if (step.status !== 'OPEN' && step.status !== 'WAITING') continue
    if (step.status === 'OPEN') asked.push(...step.asked_of)
    step.status = 'VOID'
    cancelJob(tx, timerKey(step))
  }
  return asked
}

function hoursAfter(now: Date, hours: number | null): Date | null {
  return hours === null ? null : new Date(now.getTime() + hours * 3_600_000)
}
