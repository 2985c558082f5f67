import type { ReferenceKind } from '../../contract/revisions.ts'
import { kinds } from './kinds.ts'
import type { Snapshot } from './snapshot.ts'
import type { DraftRow, Row } from './store.ts'

/** The reference data as it would be with these drafts on top: for checks before publishing, and for simulation. */
export function draftSnapshot(base: Snapshot, drafts: readonly DraftRow[]): Snapshot {
  const byKind = Map.groupBy(drafts, (draft) => draft.kind)
  const changed = new Map(
    [...byKind].map(([kind, rows]) => [kind, new Map(rows.map((row) => [row.code, row]))]),
  )
  const revision = base.revision + 1
  const draftOf = (kind: ReferenceKind, code: string) => changed.get(kind)?.get(code)
  const rowOf = (draft: DraftRow): Row => ({ ...draft.body, code: draft.code, revision })
  const untouched = (kind: ReferenceKind, rows: readonly Row[]) =>
    changed.has(kind) ? rows.filter((row) => !draftOf(kind, row.code)) : [...rows]
  const added = (kind: ReferenceKind, wanted: (row: Row) => boolean = () => true) =>
    (byKind.get(kind) ?? [])
      .filter((draft) => !draft.removed)
      .map(rowOf)
      .filter(wanted)
  const byCode = (a: Row, b: Row) => (a.code < b.code ? -1 : 1)
  return {
    revision,
    async get(db, kind, codes) {
      const published = await base.get(
        db,
        kind,
        codes.filter((code) => !draftOf(kind, code)),
      )
      const rows = new Map(published.map((row) => [row.code, row]))
      for (const code of codes) {
        const draft = draftOf(kind, code)
        if (draft && !draft.removed) rows.set(code, rowOf(draft))
      }
      return codes.flatMap((code) => rows.get(code) ?? [])
    },
    async of(db, kind, parents) {
      const field = kinds[kind].parent ?? ''
      const wanted = new Set(parents)
      const rows = untouched(kind, await base.of(db, kind, parents))
      const own = added(kind, (row) => wanted.has(String(row[field])))
      return own.length === 0 ? rows : [...rows, ...own].sort(byCode)
    },
    ahead: (db, products) => base.ahead(db, products),
    async all(db, kind) {
      return [...untouched(kind, await base.all(db, kind)), ...added(kind)].sort(byCode)
    },
  }
}
