import type pg from 'pg'
import type { Queries } from './context.ts'

/** Connections to one database. */
export type Database = Queries & {
  readonly pool: pg.Pool
  /** Around a pooler: for listening, session locks and migrations. */
  readonly directUrl: string
  close(): Promise<void>
}
