import { createHash } from 'node:crypto'
import type { Quote } from '../../contract/quotes.ts'
import { record } from '../identity/index.ts'
import { announce, type Context, newId } from '../platform/index.ts'
import { type Form, forms } from './forms/index.ts'
import { gatherDocument } from './gather-document.ts'
import { contentIsNamed, noteContent } from './leftovers.ts'
import type { QuoteDocument, SignatureRecord } from './quote-document.ts'
import { type DocumentKind, insertDocument, selectOfVersion, type WithContent } from './store.ts'
import { liesOutside, putAway } from './vault.ts'

/**
 * The document of a frozen version: the one that is kept, or made now and kept. Asked twice at the same time, one of
 * the two is kept and both get it. `at` is when the version was frozen, where that is known.
 */
export async function storeQuoteDocument(
  ctx: Context,
  quote: Quote,
  at: Date = ctx.now,
): Promise<WithContent> {
  const kept = await selectOfVersion(ctx.db, quote.id, quote.version, 'QUOTE')
  if (kept) return kept
  const document = await gatherDocument(ctx.db, quote, false)
  return keep(ctx, document, { kind: 'QUOTE', form: 'PDF', name: documentName(quote), at })
}

/** A frozen version in another form: the file that is kept, or made now and kept. */
export async function storeQuoteFile(ctx: Context, quote: Quote, form: Form): Promise<WithContent> {
  if (form === 'PDF') return storeQuoteDocument(ctx, quote)
  const kept = await selectOfVersion(ctx.db, quote.id, quote.version, form)
  if (kept) return kept
  const document = await gatherDocument(ctx.db, quote, false)
  return keep(ctx, document, { kind: form, form, name: documentName(quote, form), at: ctx.now })
}

/** The document of a version as its customer signed it, with the record of the signature; kept as the other is. */
export async function storeSignedDocument(
  ctx: Context,
  quote: Quote,
  signature: SignatureRecord,
): Promise<WithContent> {
  const kept = await selectOfVersion(ctx.db, quote.id, quote.version, 'SIGNED')
  if (kept) return kept
  const document = { ...(await gatherDocument(ctx.db, quote, false)), signature }
  const name = documentName(quote).replace(/\.pdf$/, '-signed.pdf')
  return keep(ctx, document, { kind: 'SIGNED', form: 'PDF', name, at: new Date(signature.at) })
}

type Kept = { kind: DocumentKind; form: Form; name: string; at: Date }

async function keep(
  ctx: Context,
  document: QuoteDocument,
  { kind, form, name, at }: Kept,
): Promise<WithContent> {
  const { quote, template, templateRevision } = document
  const { type } = forms[form]
  const content = await forms[form].make(document)
  const made: WithContent = {
    id: newId('doc'),
    kind,
    name,
    type,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    quote: { id: quote.id, number: quote.number, version: quote.version },
    ...(templateRevision !== undefined && {
      template: { code: template.code, revision: templateRevision },
    }),
    createdAt: at.toISOString(),
    content,
  }
  // By its hash: put away twice it is the same, and nothing is ever written over.
  const key = `${quote.number}/v${quote.version}/${made.sha256.slice(0, 16)}-${name}`
  const location = liesOutside() ? key : undefined
  if (location !== undefined) {
    await noteContent(ctx, location)
    await putAway(location, content, type)
  }
  return ctx.transaction(async (tx) => {
    if (await insertDocument(tx, made, location, ctx.actor.id)) {
      if (location !== undefined) await contentIsNamed(tx, location)
      const { content: _, ...noted } = made
      record(tx, { action: 'document.stored', subject: { kind: 'document', id: made.id }, after: noted })
      announce(tx, 'document.stored', quote.id, {
        document: made.id,
        version: quote.version,
        sha256: made.sha256,
      })
      return made
    }
    return (await selectOfVersion(tx, quote.id, quote.version, kind)) ?? made
  })
}

/** "QT-2026-7K3M9QXA-v2.pdf" */
export function documentName(quote: Pick<Quote, 'number' | 'version'>, form: Form = 'PDF'): string {
  return `${quote.number}-v${quote.version}.${forms[form].ending}`
}
