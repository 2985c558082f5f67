import type { Issue } from '../../contract/problem.ts'
import type { ReferenceKind } from '../../contract/revisions.ts'
import type { Queries } from '../platform/index.ts'
import { draftSnapshot } from './draft-snapshot.ts'
import { readSnapshot, type Snapshot } from './snapshot.ts'
import type { DraftRow, Row } from './store.ts'

/** What a check looks at: the drafts, and everything as it would be once they are published. */
export type Checked = {
  db: Queries
  /** Published now. */
  revision: number
  now: Date
  drafts: readonly DraftRow[]
  /** Those that are not removals. */
  kept: readonly DraftRow[]
  after: Snapshot
  /** All of a kind as it would be; for kinds that are few. */
  all(kind: ReferenceKind): Promise<Row[]>
  /** Whether the drafts touch any of these kinds: what nobody touched was checked when it was published. */
  touches(...kinds: ReferenceKind[]): boolean
}
export type Check = (checked: Checked) => Promise<Issue[]> | Issue[]

const checks = new Map<string, Check>()

/** Adds a check of a module to those every change set goes through before it is published. */
export function defineCheck(name: string, check: Check): void {
  checks.set(name, check)
}

/** What would be wrong if these drafts were published on top of `revision`. */
export async function checkDrafts(
  db: Queries,
  revision: number,
  drafts: readonly DraftRow[],
  now: Date,
): Promise<Issue[]> {
  // A cache of its own: what is checked may lie in a transaction that is taken back.
  const after = draftSnapshot(await readSnapshot({}, db, revision), drafts)
  const kinds = new Set(drafts.map((draft) => draft.kind))
  const checked: Checked = {
    db,
    revision,
    now,
    drafts,
    kept: drafts.filter((draft) => !draft.removed),
    after,
    all: (kind) => after.all(db, kind),
    touches: (...wanted) => wanted.some((kind) => kinds.has(kind)),
  }
  const issues: Issue[] = []
  for (const check of checks.values()) issues.push(...(await check(checked)))
  return issues
}

/** Something about one thing, or about a part of it. */
export function issueAt(
  thing: { kind: ReferenceKind; code: string },
  path: readonly string[],
  code: string,
  message: string,
  severity: Issue['severity'] = 'error',
): Issue {
  return { code, severity, path: [thing.kind, thing.code, ...path], message }
}
