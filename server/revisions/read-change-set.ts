import { z } from 'zod'
import type { Change, ReferenceKind } from '../../contract/revisions.ts'
import { companySettings } from '../identity/index.ts'
import { type Context, decodeCursor, encodeCursor } from '../platform/index.ts'
import { canRead, getChangeSetRow } from './change-set.ts'
import { type Divergence, divergences } from './diverged.ts'
import { findingsOn } from './kept-findings.ts'
import { kinds } from './kinds.ts'
import { type FieldConflict, mergeThing } from './merge.ts'
import { namesOf } from './people.ts'
import { presentChangeSet } from './present-change-sets.ts'
import {
  type ChangeSetRow,
  countsOf,
  draftsByCode,
  draftsOf,
  preparersOf,
  rowsAt,
  type StoredDraft,
} from './store.ts'
import { hiddenFields, visibleTo } from './visible.ts'
import { wordsOf } from './words.ts'

const firstPart = 200

/** A change set with its first changes in business words, conflicts and, unless they are left out, findings. */
export async function readChangeSet(ctx: Context, id: string, { checks }: { checks: boolean }) {
  const set = await getChangeSetRow(ctx.db, id)
  const diverged = await divergencesOf(ctx, set)
  const conflicts = conflictsOf(diverged)
  const [changes, conflicting, counts, preparers, { changes: settings }] = await Promise.all([
    draftsOf(ctx.db, set, { limit: firstPart }).then((drafts) => presentChanges(ctx, set, drafts, conflicts)),
    presentChanges(
      ctx,
      set,
      diverged.map(({ draft }) => draft),
      conflicts,
    ),
    countsOf(ctx.db, set),
    preparersOf(ctx.db, set),
    companySettings(ctx.db),
  ])
  const names = await namesOf(ctx, preparers)
  return {
    ...(await presentChangeSet(ctx, set)),
    changes,
    conflicts: conflicting,
    counts,
    behind: conflicts.size > 0,
    preparedBy: preparers.map(names),
    secondPerson: settings.secondPerson,
    issues: checks ? await findingsOf(ctx, set) : [],
  }
}

/** What the checks find in a change set that is not published yet. */
export async function findingsIn(ctx: Context, id: string) {
  return { issues: await findingsOf(ctx, await getChangeSetRow(ctx.db, id)) }
}

const cursor = z.tuple([z.string(), z.string()])

/** A page of a change set's changes. */
export async function listChanges(
  ctx: Context,
  id: string,
  query: { cursor?: string | undefined; limit: number; kind?: ReferenceKind | undefined },
) {
  const set = await getChangeSetRow(ctx.db, id)
  const drafts = await draftsOf(ctx.db, set, {
    kind: query.kind,
    after: decodeCursor(query.cursor, cursor),
    limit: query.limit + 1,
  })
  const shown = drafts.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: await presentChanges(ctx, set, shown, conflictsOf(await divergencesOf(ctx, set))),
    ...(drafts.length > query.limit && last ? { next: encodeCursor([last.kind, last.code]) } : {}),
  }
}

/** One change of a change set, as the API shows it. */
export async function readChange(ctx: Context, id: string, kind: ReferenceKind, code: string) {
  const set = await getChangeSetRow(ctx.db, id)
  const drafts = await draftsByCode(ctx.db, id, kind, [code])
  const [change] = await presentChanges(ctx, set, drafts, conflictsOf(await divergencesOf(ctx, set)))
  if (!change) throw new Error(`change set ${id} does not hold ${kind} ${code}`)
  return change
}

/** What the checks find, as far as the reader may know of it. */
async function findingsOf(ctx: Context, set: ChangeSetRow) {
  if (set.status === 'published') return []
  const issues = await findingsOn(ctx, set)
  return issues.filter((issue) => {
    const kind = issue.path[0] as ReferenceKind // findings begin with the kind they are about
    return (
      !(kind in kinds) ||
      (canRead(ctx, kind) && !(issue.code === 'below-floor' && hiddenFields(ctx, 'prices').includes('floor')))
    )
  })
}

async function divergencesOf(ctx: Context, set: ChangeSetRow): Promise<Divergence[]> {
  return set.status === 'published' || set.status === 'discarded' ? [] : divergences(ctx.db, set)
}

function conflictsOf(diverged: readonly Divergence[]): Map<string, FieldConflict[]> {
  return new Map(
    diverged.map(({ draft, base, theirs }) => {
      const mine = draft.removed ? undefined : draft.body
      return [`${draft.kind}/${draft.code}`, mergeThing(base, mine, theirs).conflicts]
    }),
  )
}

async function presentChanges(
  ctx: Context,
  set: ChangeSetRow,
  drafts: readonly StoredDraft[],
  conflicts: Map<string, FieldConflict[]>,
): Promise<Change[]> {
  const readable = drafts.filter((draft) => canRead(ctx, draft.kind))
  const before = await statesBefore(ctx, set, readable)
  const names = await namesOf(
    ctx,
    readable.map((draft) => draft.changed_by),
  )
  return readable.map((draft) => {
    const { kind, code } = draft
    const was = before.get(`${kind}/${code}`)
    const after = visibleTo(ctx, kind, draft.body)
    const action = draft.removed ? 'remove' : was ? 'change' : 'create'
    const hidden = hiddenFields(ctx, kind)
    const fields = conflicts.get(`${kind}/${code}`)
    const { name } = draft.body
    return {
      kind,
      code,
      ...(typeof name === 'string' && { name }),
      action,
      before: was,
      after: draft.removed ? undefined : after,
      words: action === 'change' ? wordsOf(was, after) : [],
      by: names(draft.changed_by),
      at: draft.changed_at.toISOString(),
      conflict: fields !== undefined,
      fields: (fields ?? [])
        .filter(({ field }) => !hidden.includes(field))
        .map((field) => presentConflict(ctx, kind, field)),
    }
  })
}

/** A conflict with what each side made of it in words; of a whole thing only what the reader may see. */
function presentConflict(ctx: Context, kind: ReferenceKind, { field, base, mine, theirs }: FieldConflict) {
  const seen = (value: unknown) =>
    field === '' && typeof value === 'object' && value !== null
      ? visibleTo(ctx, kind, value as Record<string, unknown>) // the whole of a thing is a body
      : value
  const [was, own, other] = [seen(base), seen(mine), seen(theirs)]
  return {
    field,
    ...(was !== undefined && { base: was }),
    ...(own !== undefined && { mine: own }),
    ...(other !== undefined && { theirs: other }),
    words: {
      mine: own === undefined ? [] : wordsOf(was, own, field),
      theirs: other === undefined ? [] : wordsOf(was, other, field),
    },
  }
}

/** What a change is compared with: the revision before its own, or what it began from. */
async function statesBefore(ctx: Context, set: ChangeSetRow, drafts: readonly StoredDraft[]) {
  const revision = set.revision === null ? set.base : set.revision - 1
  const states = new Map<string, Record<string, unknown>>()
  for (const [kind, ofKind] of Map.groupBy(drafts, (draft) => draft.kind)) {
    const codes = ofKind.map((draft) => draft.code)
    for (const { revision: _, ...row } of await rowsAt(ctx.db, kind, revision, codes)) {
      states.set(`${kind}/${row.code}`, visibleTo(ctx, kind, row))
    }
  }
  return states
}
