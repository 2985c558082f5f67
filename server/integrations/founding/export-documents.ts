import { Readable } from 'node:stream'
import type { Collection } from '../../../contract/founding.ts'
import type { ReferenceKind } from '../../../contract/revisions.ts'
import { type Answer, answer, type Context, type FileBody } from '../../platform/index.ts'
import { currentRevision, heldAt, kindTable, openBodies, type Row, rowsAmong } from '../../revisions/index.ts'
import { withFields } from './extended-json.ts'
import { fieldsFrom } from './from-things.ts'
import { permitCollection } from './import-documents.ts'
import { ownDocuments } from './own-documents.ts'
import { type Kept, keptDocuments } from './store.ts'

const kindsOf: Partial<Record<Collection, ReferenceKind[]>> = {
  prices: ['products', 'plans', 'prices'],
  pricing_rules: ['rules'],
  discounts: ['discounts'],
  taxes: ['taxes'],
}

/** A collection as documents, one a line: those that came in as they came, then what was made here. */
export function exportDocuments(ctx: Context, collection: Collection): Answer<FileBody> {
  permitCollection(ctx, collection, 'read')
  return answer<FileBody>(Readable.from(lines(ctx, collection)), {
    headers: {
      'content-disposition': `attachment; filename="${collection}.json"`,
      'cache-control': 'no-store',
    },
  })
}

async function* lines(ctx: Context, collection: Collection): AsyncGenerator<string> {
  const kinds = kindsOf[collection]
  for await (const page of keptDocuments(ctx.db, collection)) {
    const texts = kinds ? await asTheyAreNow(ctx, page) : page.map((each) => each.document)
    yield texts.map((text) => `${text}\n`).join('')
  }
  if (!kinds) yield* ownDocuments(ctx, collection)
  else for (const kind of kinds) yield* madeHere(ctx, kind)
}

/** As they came, but for the fields of what was changed here since. */
async function asTheyAreNow(ctx: Context, page: readonly Kept[]): Promise<string[]> {
  const revision = await currentRevision(ctx)
  const now = new Map<string, Row>()
  for (const [kind, ofKind] of Map.groupBy(page, (each) => each.kind)) {
    if (kind === null) continue
    const codes = ofKind.flatMap((each) => each.code ?? [])
    for (const row of await rowsAmong(ctx.db, kind, revision, codes)) now.set(`${kind}/${row.code}`, row)
  }
  return page.map(({ document, kind, code, made }) => {
    const row = now.get(`${kind}/${code}`)
    if (!row || kind === null || made === null) return document
    const [before, after] = [fieldsFrom(kind, made), fieldsFrom(kind, row)]
    const changed = Object.keys(after).filter(
      (name) => JSON.stringify(sorted(before[name])) !== JSON.stringify(sorted(after[name])),
    )
    if (changed.length === 0) return document
    return withFields(document, Object.fromEntries(changed.map((name) => [name, after[name]])))
  })
}

/** The database keeps fields in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function* madeHere(ctx: Context, kind: ReferenceKind): AsyncGenerator<string> {
  const revision = await currentRevision(ctx)
  let after = ''
  for (;;) {
    const rows = await ctx.db.query<{ code: string; body: Record<string, unknown>; changed_at: Date }>(
      `select code, body, changed_at from ${kindTable(kind)} t
       where ${heldAt('$1', 't')} and code > $2
         and not exists (select from founding_documents d where d.kind = $3 and d.code = t.code)
       order by code limit 1000`,
      [revision, after, kind],
    )
    const stamps = kindsOf.prices?.includes(kind) ? ['created', 'updated'] : ['createdAt', 'updatedAt']
    yield openBodies(ctx.db, kind, rows)
      .map(({ code, body, changed_at: at }) => {
        const fields = fieldsFrom(kind, { ...body, code })
        const dates = Object.fromEntries(stamps.map((name) => [name, at.toISOString()]))
        return `${JSON.stringify({ _id: `${kind}:${code}`, ...fields, ...dates })}\n`
      })
      .join('')
    const last = rows.at(-1)
    if (!last) return
    after = last.code
  }
}
