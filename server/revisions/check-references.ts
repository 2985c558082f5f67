import type { Issue } from '../../contract/problem.ts'
import type { ReferenceKind } from '../../contract/revisions.ts'
import type { Queries } from '../platform/index.ts'
import { type Checked, defineCheck, issueAt } from './checks.ts'
import { guideIssues } from './guide-conditions.ts'
import { kinds, type Reference, referencesOf } from './kinds.ts'
import { type DraftRow, heldAt, rowsAt } from './store.ts'

/** Codes that name nothing, things that would be left without what they need, and circles. */
export function defineReferenceChecks(): void {
  defineCheck('revisions.unknown-codes', unknownCodes)
  defineCheck('revisions.orphans', orphans)
  defineCheck('revisions.guides', ({ kept }) =>
    kept.filter(({ kind }) => kind === 'guides').flatMap(guideIssues),
  )
  defineCheck('revisions.childless', async (checked) => [
    ...(await childless(checked, 'products', 'plans')),
    ...(await childless(checked, 'plans', 'prices')),
  ])
}

/** A code that names nothing. */
async function unknownCodes({ db, revision, drafts, kept }: Checked): Promise<Issue[]> {
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
    for (const { code, by, path, loose } of references) {
      if (there.has(code) || (published.has(code) && !removed.has(code))) continue
      const what = `${kinds[by.kind].singular} ${by.code}`
      const message = `${what} names the ${kinds[kind].singular} ${code}, which is not there`
      issues.push(issueAt(by, path, 'unknown-code', message, loose ? 'warning' : 'error'))
    }
  }
  return issues
}

/** Something that stays and names what is removed. */
async function orphans({ db, revision, drafts }: Checked): Promise<Issue[]> {
  const issues: Issue[] = []
  const removals = drafts.filter((draft) => draft.removed)
  for (const [kind, removed] of Map.groupBy(removals, (draft) => draft.kind)) {
    const codes = removed.map((draft) => draft.code)
    for (const [other, { table, refers, singular, parent }] of Object.entries(kinds)) {
      const changed = drafts.filter((draft) => draft.kind === other).map((draft) => draft.code)
      for (const reference of refers.filter((each) => each.kind === kind && !each.loose)) {
        const rows = await db.query<{ code: string; named: string }>(
          `select t.code, n.code as named from unnest($2::text[]) as n(code) join ${table} t
             on ${namesCode(reference, parent)}
           where ${heldAt('$1', 't')} and not (t.code = any($3::text[])) limit 20`,
          [revision, codes, changed],
        )
        for (const row of rows) {
          const message = `the ${kinds[kind].singular} ${row.named} cannot go: the ${singular} ${row.code} needs it`
          issues.push(issueAt({ kind, code: row.named }, [], 'still-needed', message))
        }
      }
    }
  }
  return issues
}

/** That a row `t` names the code `n.code` in the field of a reference; by its index where there is one. */
function namesCode({ path }: Reference, parent: string | undefined): string {
  if (path.length === 1 && path[0] === parent) return `t.body ->> '${parent}' = n.code`
  const place = path.map((part) => `"${part}"`).join('[*].')
  return `jsonb_path_exists(t.body, '$.${place}[*] ? (@ == $code)', jsonb_build_object('code', n.code))`
}

/** A product without a plan, a plan without a price: those that are put in, and those that lose their last one. */
async function childless(
  { db, revision, drafts, kept }: Checked,
  kind: 'products' | 'plans',
  childKind: 'plans' | 'prices',
): Promise<Issue[]> {
  const field = kinds[childKind].parent ?? ''
  const losing = drafts
    .filter((draft) => draft.kind === childKind && draft.removed)
    .map((draft) => String(draft.body[field]))
  const going = new Set(
    drafts.filter((draft) => draft.kind === kind && draft.removed).map((draft) => draft.code),
  )
  // What is prepared and not sold yet may still lack how it is sold.
  const unsold = (draft: DraftRow) => kind === 'products' && draft.body.lifecycle === 'draft'
  const parents = new Set([
    ...kept.filter((draft) => draft.kind === kind && !unsold(draft)).map((draft) => draft.code),
    ...losing,
  ])
  if (parents.size === 0) return []
  const inDraft = new Set(kept.filter((draft) => draft.kind === childKind).map((draft) => draft.body[field]))
  const without = [...parents].filter((code) => !inDraft.has(code) && !going.has(code))
  const replaced = drafts.filter((draft) => draft.kind === childKind).map((draft) => draft.code)
  const rows = await db.query<{ parent: string }>(
    `select distinct body ->> '${field}' as parent from ${kinds[childKind].table}
     where body ->> '${field}' = any($2::text[]) and ${heldAt('$1')} and not (code = any($3::text[]))`,
    [revision, without, replaced],
  )
  const published = new Set(rows.map((row) => row.parent))
  return without
    .filter((code) => !published.has(code))
    .map((code) => {
      const message = `the ${kinds[kind].singular} ${code} needs at least one ${kinds[childKind].singular}`
      return issueAt({ kind, code }, [], 'incomplete', message)
    })
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
