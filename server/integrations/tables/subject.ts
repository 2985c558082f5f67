import type { z } from 'zod'
import type { TableKind } from '../../../contract/exchange.ts'
import type { Issue } from '../../../contract/problem.ts'
import type { Owned } from '../../identity/index.ts'
import type { Context, Queries, Tx } from '../../platform/index.ts'
import { customers } from './customer-subject.ts'
import type { ImportRecord, RowRecord } from './import-store.ts'
import { referenceSubject } from './reference-subject.ts'

export type Body = Record<string, unknown>
/** What a code is now; `seen` is kept with the row, to find out whether it is still that when the row is put in. */
export type Standing = { body: Body; seen?: object; issues?: Issue[] }

/** What a table is of: who may have it, what its rows are compared with, and where they go. */
export type Subject = {
  /** For sentences: "price". */
  singular: string
  schema: z.ZodType
  permit(ctx: Context, action: 'read' | 'write', owner?: Owned): void
  /** What each of the codes is now, by the code as it is written in the file. */
  standing(ctx: Context, record: ImportRecord, codes: readonly string[]): Promise<Map<string, Standing>>
  /** What the schema does not see, of one row. */
  contradictions?(body: Body): Issue[]
  /** Marks rows as wrong that only all rows together show to be. */
  lookThrough(tx: Tx, record: ImportRecord): Promise<void>
  /** Puts the new and changed rows in, those of `rows` in their order; called until there are none left. */
  put(tx: Tx, record: ImportRecord, rows: readonly RowRecord[]): Promise<void>
  /** After all rows were put in. */
  settle?(tx: Tx, record: ImportRecord): Promise<void>
  /** Takes an applied import back; answers what had to stay as it is, in words. */
  takeBack(tx: Tx, record: ImportRecord): Promise<string | undefined>
  /** All there are by code, a page at a time, as the actor may see them. */
  pages(ctx: Context, wanted: Wanted): AsyncGenerator<Body[]>
  /** After many rows were put in. */
  learnSizes?(db: Queries): Promise<void>
}
export type Wanted = { revision?: number | undefined; changeSet?: string | undefined }

export function subjectOf(kind: TableKind): Subject {
  return kind === 'customers' ? customers : referenceSubject(kind)
}
