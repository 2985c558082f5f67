import type { Issue } from '../../contract/problem.ts'
import type { ReferenceKind } from '../../contract/revisions.ts'
import { compile } from '../../engines/configurator/index.ts'
import type { Model } from '../../engines/configurator/model.ts'
import type { Queries } from '../platform/index.ts'
import { guideIssues } from './guide-conditions.ts'
import { kinds, referencesOf } from './kinds.ts'
import { type DraftRow, heldAt, rowsAt } from './store.ts'

/** What would be wrong if these drafts were published on top of `revision`. */
export async function checkDrafts(
  db: Queries,
  revision: number,
  drafts: readonly DraftRow[],
): Promise<Issue[]> {
  const kept = drafts.filter((draft) => !draft.removed)
  return [
    ...(await unknownCodes(db, revision, drafts, kept)),
    ...(await orphans(db, revision, drafts)),
    ...(await childless(db, revision, drafts, kept, 'products', 'plans')),
    ...(await childless(db, revision, drafts, kept, 'plans', 'prices')),
    ...kept.filter((draft) => draft.kind === 'models').flatMap(modelIssues),
    ...kept.filter((draft) => draft.kind === 'guides').flatMap(guideIssues),
  ]
}

/** A code that names nothing. */
async function unknownCodes(db: Queries, revision: number, drafts: readonly DraftRow[], kept: DraftRow[]) {
  const wanted = kept.flatMap((draft) =>
    referencesOf(draft.kind, draft.body).map((reference) => ({ ...reference, by: draft })),
  )
  const issues: Issue[] = []
  for (const [kind, references] of Map.groupBy(wanted, (reference) => reference.kind)) {
    const there = new Set(kept.filter((draft) => draft.kind === kind).map((draft) => draft.code))
    const removed = new Set(
      drafts.filter((draft) => draft.kind === kind && draft.removed).map((draft) => draft.code),
    )
    const missing = [...new Set(references.map((each) => each.code))].filter((code) => !there.has(code))
    const published = await codesAt(db, kind, revision, missing)
    for (const reference of references) {
      const { code, by, path } = reference
      if (there.has(code) || (published.has(code) && !removed.has(code))) continue
      const what = `${kinds[by.kind].singular} ${by.code}`
      issues.push(
        issueAt(
          by,
          path,
          'unknown-code',
          `${what} names the ${kinds[kind].singular} ${code}, which is not there`,
        ),
      )
    }
  }
  return issues
}

/** Something that stays and names what is removed. */
async function orphans(db: Queries, revision: number, drafts: readonly DraftRow[]): Promise<Issue[]> {
  const issues: Issue[] = []
  for (const [kind, removed] of Map.groupBy(
    drafts.filter((draft) => draft.removed),
    (draft) => draft.kind,
  )) {
    const codes = removed.map((draft) => draft.code)
    for (const [other, { table, refers, singular }] of Object.entries(kinds)) {
      const changed = drafts.filter((draft) => draft.kind === other).map((draft) => draft.code)
      for (const { field } of refers.filter((reference) => reference.kind === kind && !reference.of)) {
        const rows = await db.query<{ code: string; named: string }>(
          `select t.code, n.code as named from ${table} t, unnest($2::text[]) as n(code)
           where ${heldAt('$1', 't')} and not (t.code = any($3::text[]))
             and (t.body ->> '${field}' = n.code or t.body -> '${field}' ? n.code) limit 20`,
          [revision, codes, changed],
        )
        for (const row of rows) {
          const message = `the ${kinds[kind].singular} ${row.named} cannot go: the ${singular} ${row.code} needs it`
          const draft = removed.find((each) => each.code === row.named)
          if (draft) issues.push(issueAt(draft, [], 'still-needed', message))
        }
      }
    }
  }
  return issues
}

/** A product without a plan, a plan without a price. */
async function childless(
  db: Queries,
  revision: number,
  drafts: readonly DraftRow[],
  kept: DraftRow[],
  kind: 'products' | 'plans',
  childKind: 'plans' | 'prices',
): Promise<Issue[]> {
  const parents = kept.filter((draft) => draft.kind === kind)
  if (parents.length === 0) return []
  const field = kinds[childKind].parent ?? ''
  const inDraft = new Set(kept.filter((draft) => draft.kind === childKind).map((draft) => draft.body[field]))
  const without = parents.filter((draft) => !inDraft.has(draft.code))
  const replaced = drafts.filter((draft) => draft.kind === childKind).map((draft) => draft.code)
  const rows = await db.query<{ parent: string }>(
    `select distinct body ->> '${field}' as parent from ${kinds[childKind].table}
     where body ->> '${field}' = any($2::text[]) and ${heldAt('$1')} and not (code = any($3::text[]))`,
    [revision, without.map((draft) => draft.code), replaced],
  )
  const published = new Set(rows.map((row) => row.parent))
  return without
    .filter((draft) => !published.has(draft.code))
    .map((draft) => {
      const { singular } = kinds[kind]
      const message = `the ${singular} ${draft.code} needs at least one ${kinds[childKind].singular}`
      return issueAt(draft, [], 'incomplete', message)
    })
}

function modelIssues(draft: DraftRow): Issue[] {
  const result = compile(draft.body.model as Model)
  if (result.ok) return []
  return result.issues.map((issue) => issueAt(draft, ['model', issue.path], issue.code, issue.message))
}

async function codesAt(
  db: Queries,
  kind: ReferenceKind,
  revision: number,
  codes: string[],
): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  return new Set((await rowsAt(db, kind, revision, codes)).map((row) => row.code))
}

function issueAt(draft: DraftRow, path: string[], code: string, message: string): Issue {
  return { code, severity: 'error', path: [draft.kind, draft.code, ...path], message }
}
