import { announce, type Tx } from '../platform/index.ts'
import { deputiesOf } from './absences.ts'
import type { RequestRow } from './store.ts'

/** What is said about approvals, each with the people it is told to. */
export type News =
  | 'approval.asked'
  | 'approval.reminded'
  | 'approval.escalated'
  | 'approval.handed-over'
  | 'approval.deputy-asked'
  | 'approval.question'
  | 'approval.answered'
  | 'approval.decided'
  | 'approval.withdrawn'

/**
 * Announces news of a request. `tell` are the people it is meant for (with their deputies, where they are away); `to`
 * are all whose screens show it.
 */
export async function tell(
  tx: Tx,
  type: News,
  request: RequestRow,
  people: readonly string[],
  more: { screens?: readonly string[]; [more: string]: unknown } = {},
): Promise<void> {
  const { screens = [], ...data } = more
  const deputies = await deputiesOf(tx, people, tx.ctx.now, request.involved)
  const told = [...new Set([...people, ...deputies.values()])]
  say(tx, type, request, told, [...screens, request.owner_id, request.requested_by], data)
}

/** A deputy hears of what was asked before somebody went away. */
export function tellDeputy(tx: Tx, request: RequestRow, deputy: string, insteadOf: string): void {
  say(tx, 'approval.deputy-asked', request, [deputy], [], { insteadOf })
}

function say(
  tx: Tx,
  type: News,
  request: RequestRow,
  told: readonly string[],
  screens: readonly string[],
  data: Record<string, unknown>,
): void {
  const { number, version, customer, total, currency } = request.quote
  announce(tx, type, request.quote_id, {
    request: request.id,
    quote: { number, version, customer, total, currency },
    by: tx.ctx.actor.name,
    tell: told,
    to: [...new Set([...told, ...screens])],
    ...data,
  })
}
