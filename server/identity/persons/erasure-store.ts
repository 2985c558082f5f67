import type { Erasure, Kept } from '../../../contract/persons.ts'
import type { Queries, Tx } from '../../platform/index.ts'
import { findUsers } from '../people.ts'

type ErasureRow = Omit<Erasure, 'askedBy' | 'askedAt' | 'doneAt' | 'failure' | 'report'> & {
  askedBy: string
  askedAt: Date
  doneAt: Date | null
  failure: string | null
  report: Kept[] | null
}

/** Erasures for a condition, newest first. */
export async function selectErasures(
  db: Queries,
  condition: string,
  values: readonly unknown[],
): Promise<Erasure[]> {
  const rows = await db.query<ErasureRow>(
    `select id, person_id as "personId", kind, why, asked_by as "askedBy", asked_at as "askedAt", done_at as "doneAt",
       failure, report
     from erasures where ${condition} order by asked_at desc, id desc limit 200`,
    values,
  )
  const people = await findUsers(
    db,
    rows.map(({ askedBy }) => askedBy),
  )
  return rows.map(({ askedBy, askedAt, doneAt, failure, report, ...row }) => ({
    ...row,
    askedBy: { id: askedBy, name: people.get(askedBy)?.name ?? 'Quoin' },
    askedAt: askedAt.toISOString(),
    ...(doneAt && { doneAt: doneAt.toISOString() }),
    ...(failure !== null && { failure }),
    ...(report && { report }),
  }))
}

export async function insertErasure(
  tx: Tx,
  erasure: Pick<Erasure, 'id' | 'personId' | 'kind' | 'why'>,
): Promise<void> {
  await tx.query(
    'insert into erasures (id, person_id, kind, why, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6)',
    [erasure.id, erasure.personId, erasure.kind, erasure.why, tx.ctx.actor.id, tx.ctx.now],
  )
}

export async function finishErasure(tx: Tx, id: string, report: readonly Kept[]): Promise<void> {
  await tx.query('update erasures set done_at = $2, failure = null, report = $3 where id = $1', [
    id,
    tx.ctx.now,
    JSON.stringify(report),
  ])
}

export async function noteFailure(db: Queries, id: string, failure: string): Promise<void> {
  await db.query('update erasures set failure = $2 where id = $1', [id, failure])
}
