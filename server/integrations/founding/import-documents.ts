import type { Collection, DocumentImport } from '../../../contract/founding.ts'
import type { Id } from '../../../contract/values.ts'
import { companySettings, permit } from '../../identity/index.ts'
import type { Context, Tx } from '../../platform/index.ts'
import {
  currentRevision,
  kinds,
  permitKind,
  putChanges,
  referencesOf,
  rowsAmong,
  startChangeSet,
} from '../../revisions/index.ts'
import { refuse } from '../tables/detect.ts'
import { type Document, readDocuments, withoutField } from './extended-json.ts'
import { importUsers } from './import-users.ts'
import { keepDocuments, keptTexts } from './store.ts'
import { type Thing, toThings } from './to-things.ts'

type Remark = DocumentImport['remarks'][number]
const remarksShown = 200
const kept = 500

/** Takes a collection in: all of it or, when anything cannot be, nothing. */
export async function importDocuments(
  ctx: Context,
  collection: Collection,
  bytes: Uint8Array,
  changeSet?: Id<'chs'>,
): Promise<DocumentImport> {
  permitCollection(ctx, collection, 'write')
  const read = readDocuments(bytes)
  const twice = read.find((each, index) => read.findIndex((other) => other.id === each.id) < index)
  if (twice) refuse(`the document ${twice.id} is there twice.`)
  // A password's hash is of use to sign in with, and nowhere else.
  const documents = collection === 'users' ? read.map((each) => withoutField(each, 'password')) : read

  const before = await keptTexts(
    ctx.db,
    collection,
    documents.map((each) => each.id),
  )
  const touched = documents.filter((each) => before.get(each.id) !== each.text)
  return ctx.transaction(async (tx) => {
    const made = await makeThings(tx.ctx, collection, touched)
    const set = made.things.length > 0 ? (changeSet ?? (await newChangeSet(tx, collection))) : undefined
    if (set) await putChanges(tx.ctx, set, made.things)
    const users = collection === 'users' ? await importUsers(tx, read) : { made: 0, remarks: [] }
    for (let at = 0; at < touched.length; at += kept) {
      const part = touched.slice(at, at + kept)
      await keepDocuments(
        tx,
        collection,
        part.map((document) => ({ document, thing: made.of.get(document.id) })),
      )
    }
    const fresh = documents.filter((each) => !before.has(each.id)).length
    return {
      collection,
      documents: documents.length,
      new: fresh,
      changed: touched.length - fresh,
      unchanged: documents.length - touched.length,
      things: made.things.length + users.made,
      changeSet: set,
      remarks: [...made.remarks, ...users.remarks].slice(0, remarksShown),
    }
  })
}

/** Whose right a collection is; what belongs to nobody in particular wants a reach over all. */
export function permitCollection(ctx: Context, collection: Collection, action: 'read' | 'write'): void {
  switch (collection) {
    case 'prices':
    case 'pricing_rules':
    case 'discounts':
    case 'taxes': {
      const wanted = collection === 'prices' ? (['products', 'prices'] as const) : (['rules'] as const)
      for (const kind of wanted) {
        if (action === 'write') permitKind(ctx, kind, 'write')
        else permit(ctx, `${kinds[kind].area}.read`)
      }
      return
    }
    case 'quotes':
    case 'quote_line_items':
    case 'quote_versions':
      return permit(ctx, `quotes.${action}`, {})
    case 'cpq_configurations':
      return permit(ctx, `configurations.${action}`, {})
    case 'users':
      return permit(ctx, `users.${action}`, {})
  }
}

async function newChangeSet(tx: Tx, collection: Collection): Promise<Id<'chs'>> {
  return (await startChangeSet(tx.ctx, `Import of ${collection.replace('_', ' ')}`)).id
}

type Things = { things: Thing[]; of: Map<string, Thing>; remarks: Remark[] }

async function makeThings(
  ctx: Context,
  collection: Collection,
  documents: readonly Document[],
): Promise<Things> {
  const { locale } = await companySettings(ctx.db)
  const things = new Map<string, Thing>()
  const of = new Map<string, Thing>()
  const remarks: Remark[] = []
  for (const document of documents) {
    const made = toThings(collection, document, { currency: locale.currency })
    remarks.push(...made.remarks.map((message) => ({ document: document.id, message })))
    for (const thing of made.things) {
      const key = `${thing.kind}/${thing.code}`
      const own = things.has(key)
        ? { ...thing, code: `${thing.code.slice(0, 39)}-${document.id}`.slice(0, 64) }
        : thing
      things.set(`${own.kind}/${own.code}`, own)
      of.set(document.id, { ...own, body: parsed(own) })
    }
  }
  const categories = await missingCategories(ctx, [...things.values()])
  for (const { code } of categories) remarks.push({ document: code, message: `the category ${code} is made` })
  const all = [...categories, ...things.values()]
  return { things: all, of, remarks: [...remarks, ...(await unknownCodes(ctx, all))] }
}

/** As it will be stored, to see later whether it changed; what does not parse is refused when it is put. */
function parsed({ kind, code, body }: Thing): Record<string, unknown> {
  const result = kinds[kind].schema.safeParse({ ...body, code })
  return result.success ? (result.data as Record<string, unknown>) : body
}

/** Their categories are words only; here each is a thing. */
async function missingCategories(ctx: Context, things: readonly Thing[]): Promise<Thing[]> {
  const named = things.flatMap(({ kind, body }) => (kind === 'products' ? (body.categories as string[]) : []))
  const codes = [...new Set(named)]
  const there = new Set(
    (await rowsAmong(ctx.db, 'categories', await currentRevision(ctx), codes)).map((row) => row.code),
  )
  return codes
    .filter((code) => !there.has(code))
    .map((code) => ({ kind: 'categories', code, body: { code, name: code } }))
}

/** Codes that resolve to nothing are kept and told: the change set is checked for them before it is published. */
async function unknownCodes(ctx: Context, things: readonly Thing[]): Promise<Remark[]> {
  const revision = await currentRevision(ctx)
  const here = new Set(things.map(({ kind, code }) => `${kind}/${code}`))
  const references = things.flatMap((thing) =>
    referencesOf(thing.kind, thing.body).map((each) => ({ ...each, by: thing })),
  )
  const remarks: Remark[] = []
  for (const [kind, ofKind] of Map.groupBy(references, (each) => each.kind)) {
    const codes = [...new Set(ofKind.map((each) => each.code))]
    const there = new Set((await rowsAmong(ctx.db, kind, revision, codes)).map((row) => row.code))
    for (const { code, by } of ofKind) {
      if (there.has(code) || here.has(`${kind}/${code}`)) continue
      remarks.push({
        document: by.code,
        message: `names the ${kinds[kind].singular} ${code}, which is not there`,
      })
    }
  }
  return remarks
}
