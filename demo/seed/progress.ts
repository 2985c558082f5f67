import type { Queries, Tx } from '../../server/platform/index.ts'

/** What was made already, by the name the demo knows it by: "user:anna" → "usr_…". */
export type Progress = {
  idOf(step: string): string
  has(step: string): boolean
  /** Notes a thing in the transaction that makes it. */
  note(tx: Tx, step: string, id: string): Promise<void>
}

export async function readProgress(db: Queries): Promise<Progress> {
  const rows = await db.query<{ step: string; id: string }>('select step, id from demo_steps')
  const made = new Map(rows.map(({ step, id }) => [step, id]))
  return {
    has: (step) => made.has(step),
    idOf(step) {
      const id = made.get(step)
      if (id === undefined) throw new Error(`The demo company has no "${step}" yet`)
      return id
    },
    async note(tx, step, id) {
      await tx.query('insert into demo_steps (step, id) values ($1, $2)', [step, id])
      tx.afterCommit(() => made.set(step, id))
    },
  }
}
