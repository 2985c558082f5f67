import type { z } from 'zod'
import type * as contract from '../../contract/documents.ts'
import type { Issue } from '../../contract/problem.ts'
import type { Quote } from '../../contract/quotes.ts'
import { type Context, DomainError } from '../platform/index.ts'
import {
  currentRevision,
  type DraftRow,
  draftSnapshot,
  draftsOf,
  getChangeSetRow,
  parseThing,
  readSnapshot,
  type Snapshot,
} from '../revisions/index.ts'
import { holds } from './choose-layout.ts'
import { gatherDocument } from './gather-document.ts'
import type { QuoteDocument } from './quote-document.ts'

type Trial = z.output<NonNullable<typeof contract.previewDocument.body>>

/** Enough to see how lines look, and soon drawn. */
export const shownLines = 60

export type Preview = { document: QuoteDocument; fits: boolean; left: number }

/** A quote, or its first lines, as it would look on the published state, with a change set and the thing that is being written on top. */
export async function previewDocument(
  ctx: Context,
  whole: Quote,
  trial: Trial,
  most = Infinity,
): Promise<Preview> {
  const quote = { ...whole, lines: whole.lines.slice(0, most) }
  const { thing, language } = trial
  const snapshot = await snapshotWith(ctx, trial)
  const template = thing?.kind === 'templates' ? thing.code : undefined
  const document = await gatherDocument(ctx.db, quote, true, { snapshot, template, language })
  return {
    document,
    fits: document.template.active && holds(document.template.when, document.facts),
    left: whole.lines.length - quote.lines.length,
  }
}

async function snapshotWith(ctx: Context, { changeSet, thing }: Trial): Promise<Snapshot> {
  const published = await readSnapshot(ctx.db, ctx.db, await currentRevision(ctx))
  const prepared = changeSet ? await draftsOf(ctx.db, await getChangeSetRow(ctx.db, changeSet)) : []
  const others = prepared.filter((draft) => draft.kind !== thing?.kind || draft.code !== thing.code)
  const drafts = thing ? [...others, parsed(thing)] : others
  return drafts.length === 0 ? published : draftSnapshot(published, drafts)
}

function parsed(thing: NonNullable<Trial['thing']>): DraftRow {
  const issues: Issue[] = []
  const draft = parseThing(thing, issues)
  if (issues.length > 0) throw new DomainError('request.invalid', {}, issues)
  return draft
}
