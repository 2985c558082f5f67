import type { Queries } from '../platform/index.ts'
import {
  type ChangeSetRow,
  draftsByCode,
  lastRevision,
  overtaken,
  rowsAt,
  type StoredDraft,
} from './store.ts'

/** A draft beside what it began from and what others made of the same thing since. */
export type Divergence = {
  draft: StoredDraft
  base: Record<string, unknown> | undefined
  theirs: Record<string, unknown> | undefined
}

/** Things of a change set that others published changes of since it was started or rebased. */
export async function divergences(db: Queries, set: ChangeSetRow): Promise<Divergence[]> {
  const touched = await overtaken(db, set)
  if (touched.length === 0) return []
  const revision = await lastRevision(db)
  const found: Divergence[] = []
  for (const [kind, things] of Map.groupBy(touched, (thing) => thing.kind)) {
    const codes = things.map((thing) => thing.code)
    const states = async (at: number) =>
      new Map((await rowsAt(db, kind, at, codes)).map(({ revision: _, ...body }) => [body.code, body]))
    const base = await states(set.base)
    const theirs = await states(revision)
    for (const draft of await draftsByCode(db, set.id, kind, codes)) {
      found.push({ draft, base: base.get(draft.code), theirs: theirs.get(draft.code) })
    }
  }
  return found
}
