import type { ApprovalRequest } from '../../contract/approvals.ts'
import { newId, type Queries, type Tx } from '../platform/index.ts'

type Kind = ApprovalRequest['steps'][number]['handovers'][number]['kind']
export type Handover = {
  stepId: string
  kind: Kind
  from?: string | undefined
  to: string
  comment?: string | undefined
  at: Date
}
export type HandoverRow = {
  step_id: string
  kind: Kind
  from_user: string | null
  to_user: string
  by_user: string
  comment: string | null
  at: Date
}
export type RemarkRow = {
  request_id: string
  kind: 'QUESTION' | 'ANSWER'
  user_id: string
  text: string
  at: Date
}

export async function insertHandover(tx: Tx, handover: Handover): Promise<void> {
  await tx.query(
    `insert into approval_handovers (id, step_id, kind, from_user, to_user, by_user, comment, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      newId('aph'),
      handover.stepId,
      handover.kind,
      handover.from ?? null,
      handover.to,
      tx.ctx.actor.id,
      handover.comment ?? null,
      handover.at,
    ],
  )
}

export async function handoversOf(
  db: Queries,
  stepIds: readonly string[],
): Promise<Map<string, HandoverRow[]>> {
  if (stepIds.length === 0) return new Map()
  const rows = await db.query<HandoverRow>(
    `select step_id, kind, from_user, to_user, by_user, comment, at from approval_handovers
     where step_id = any($1::text[]) order by at, id`,
    [stepIds],
  )
  return Map.groupBy(rows, (row) => row.step_id)
}

export async function insertRemark(tx: Tx, remark: Omit<RemarkRow, 'user_id' | 'at'>): Promise<void> {
  await tx.query(
    'insert into approval_remarks (id, request_id, kind, user_id, text, at) values ($1, $2, $3, $4, $5, $6)',
    [newId('apq'), remark.request_id, remark.kind, tx.ctx.actor.id, remark.text, tx.ctx.now],
  )
}

export async function remarksOf(
  db: Queries,
  requestIds: readonly string[],
): Promise<Map<string, RemarkRow[]>> {
  if (requestIds.length === 0) return new Map()
  const rows = await db.query<RemarkRow>(
    'select request_id, kind, user_id, text, at from approval_remarks where request_id = any($1::text[]) order by at, id',
    [requestIds],
  )
  return Map.groupBy(rows, (row) => row.request_id)
}
