import type { Command, Quote } from '../../contract/quotes.ts'
import { type Customer, findCustomer } from '../customers/index.ts'
import { companySettings, findUsers } from '../identity/index.ts'
import { announce, type Context, DomainError, type Tx } from '../platform/index.ts'
import { holdCodes, priceBookOf } from '../pricing/index.ts'
import { currentRevision, readSnapshot, type Snapshot } from '../revisions/index.ts'
import type { Amounts } from './amounts.ts'
import { applyCommands } from './commands/index.ts'
import type { Content } from './content.ts'
import { nameOfField, sameField, wordsOfField } from './field-words.ts'
import { shownFigures } from './figures.ts'
import { noteQuoted, withDecisions } from './from-configuration.ts'
import { changesSince, noteEvent } from './history.ts'
import { withKeptPrices } from './kept-prices.ts'
import { LineStatuses } from './line-statuses.ts'
import { difference } from './patch.ts'
import { permitQuote } from './policy.ts'
import { type PricedQuote, priceQuote } from './price-quote.ts'
import { showQuote } from './read-quote.ts'
import { readShelf } from './shelf.ts'
import { findHead, type Head, readVersion, saveDraft, type Version } from './store.ts'
import { demandNoneRetired, withRetired } from './unsold.ts'
import { wordsFor } from './words.ts'
import { findWorkingCopy, keepWorkingCopy } from './working-copies.ts'

/** A draft under lock, with the former prices where this node knows them. */
export type Draft = { head: Head; version: Version; pricedQuote?: PricedQuote | undefined }

/** Locks a draft its actor may change. */
export async function lockDraft(tx: Tx, database: object, id: string): Promise<Draft> {
  const head = await findHead(tx, id, true)
  if (!head) throw new DomainError('quote.not-found', { id })
  permitQuote(tx.ctx, 'quotes.write', head)
  if (head.status !== 'DRAFT') {
    const needed = 'DRAFT; recall or revise it first'
    throw new DomainError('quote.wrong-state', {
      number: head.number,
      status: head.status,
      action: 'a change',
      needed,
    })
  }
  return { head, ...(findWorkingCopy(database, head) ?? { version: await readVersion(tx, head) }) }
}

/** The content after commands, with the customer's own terms taken over where the customer changed. */
export async function contentAfter(
  tx: Tx,
  database: object,
  before: Content,
  given: readonly Command[],
  priced?: Amounts,
): Promise<{ content: Content; snapshot: Snapshot; customer: Customer | undefined }> {
  const { ctx } = tx
  const commands = await withDecisions(tx, given)
  const moved = commands.flatMap((command) =>
    command.type === 'setQuote' ? (command.fields.revision ?? []) : [],
  )
  const revision = moved.at(-1) ?? before.revision
  const latest = await currentRevision(ctx)
  if (revision > latest) {
    throw new DomainError('command.invalid', {
      index: 1,
      type: 'setQuote',
      reason: `there is no revision ${revision} yet`,
    })
  }
  if (revision < latest && !before.contract)
    await demandNoneRetired(tx, await readSnapshot(database, tx, latest), commands)
  const snapshot = await readSnapshot(database, tx, revision)
  const shelf = await readShelf(tx, snapshot, before, commands)
  const applied = applyCommands(before, commands, shelf, ctx.actor.name)
  const customer = applied.customer ? await findCustomer(tx, applied.customer) : undefined
  if (applied.customer && !customer) throw new DomainError('customer.not-found', { id: applied.customer })
  if (customer && !customer.active && applied.customer !== before.customer) {
    throw new DomainError('command.invalid', {
      index: 1,
      type: 'setQuote',
      reason: `${customer.company} is not active`,
    })
  }
  const termed =
    applied.customer === before.customer
      ? applied
      : await withTermsOf(tx, snapshot, customer, applied, before, commands)
  const content = withKeptPrices(before, termed, commands, priced)
  const fresh = { ...content, asOf: ctx.now.toISOString() }
  return {
    content: moved.length > 0 ? await withRetired(tx, snapshot, fresh) : content,
    snapshot,
    customer,
  }
}

/** A new customer brings price book and payment terms along; the currency too while there is nothing to reprice. */
async function withTermsOf(
  tx: Tx,
  snapshot: Snapshot,
  customer: Customer | undefined,
  content: Content,
  before: Content,
  commands: readonly Command[],
): Promise<Content> {
  const said = new Set(
    commands.flatMap((command) => (command.type === 'setQuote' ? Object.keys(command.fields) : [])),
  )
  const next = { ...content }
  if (!said.has('paymentTerms')) next.paymentTerms = customer?.paymentTerms ?? content.paymentTerms
  if (!said.has('currency') && before.lines.length === 0 && customer?.currency)
    next.currency = customer.currency
  if (!said.has('priceBook'))
    next.priceBook = customer && (await priceBookOf(tx, snapshot, customer, next.currency, tx.ctx.now))
  return next
}

type Request = { seq: number; commands: readonly Command[] }

/** Carries out commands on a draft: merged with what others did since `seq`, priced, saved, written down. */
export function changeQuote(
  ctx: Context,
  database: object,
  id: string,
  request: Request & { dryRun?: boolean },
): Promise<Quote> {
  return ctx.transaction(async (tx) => {
    const { head, version, customer } = request.dryRun
      ? await tryCommands(tx, database, id, request)
      : await carryOut(tx, database, id, request)
    return showQuote(tx.ctx, tx, head, version, { customer })
  })
}

/** What the quote would be, and nothing saved. */
async function tryCommands(tx: Tx, database: object, id: string, request: Request): Promise<Saved> {
  const { draft, next } = await planned(tx, database, id, request)
  const { head, version, pricedQuote } = draft
  const { content, snapshot, customer } = next
  const { priced } = await priceQuote(tx, snapshot, content, customer, pricedQuote)
  return { head, version: { ...version, content, priced, lineStatuses: new LineStatuses() }, customer }
}

export async function carryOut(tx: Tx, database: object, id: string, request: Request): Promise<Saved> {
  const { draft, next } = await planned(tx, database, id, request)
  return saveChange(tx, database, draft, next, {
    kind: 'change',
    words: wordsFor(request.commands, draft.version.content, next.content),
    commands: request.commands,
  })
}

async function planned(tx: Tx, database: object, id: string, { seq, commands }: Request) {
  const draft = await lockDraft(tx, database, id)
  const { head, version } = draft
  const next = await contentAfter(tx, database, version.content, commands, version.priced)
  if (seq < head.seq) {
    const { touched } = difference(version.content, next.content)
    await demandNoConflict(tx, head, version, seq, next.content, touched)
  }
  return { draft, next }
}

type Kind = {
  kind: 'change' | 'undo' | 'redo'
  words: string[]
  commands?: readonly Command[]
  undoes?: number
}
type Next = { content: Content; snapshot: Snapshot; customer: Customer | undefined }
/** The quote after a change, for whoever shows it. */
export type Saved = { head: Head; version: Version; customer: Customer | undefined }

/** Prices and saves a new content of a draft, with what is needed to take the change back. */
export async function saveChange(
  tx: Tx,
  database: object,
  { head, version, pricedQuote: former }: Draft,
  { content, snapshot, customer }: Next,
  kind: Kind,
): Promise<Saved> {
  const { back, forth, touched } = difference(version.content, content)
  if (touched.some((name) => name.endsWith('discountCodes')))
    await reserveCodes(tx, head.id, content, snapshot)
  const pricedQuote = await priceQuote(tx, snapshot, content, customer, former)
  const { priced } = pricedQuote
  const next: Head = { ...head, seq: head.seq + 1 }
  const lineStatuses = await saveDraft(
    tx,
    next,
    version,
    content,
    priced,
    shownFigures(content, priced),
    forth.places,
  )
  await noteEvent(tx, next, { ...kind, before: back, after: forth, touched })
  await noteQuoted(tx, head.id, kind.commands ?? [])
  announce(tx, 'quote.changed', head.id, { seq: next.seq, version: head.version })
  const saved = { ...version, content, priced, lineStatuses, updatedAt: tx.ctx.now }
  tx.afterCommit(() => keepWorkingCopy(database, next, { version: saved, pricedQuote }))
  return { head: next, version: saved, customer }
}

/** Makes the quote hold the codes it names; unknown ones are refused. */
export async function reserveCodes(
  tx: Tx,
  quoteId: string,
  content: Content,
  snapshot: Snapshot,
): Promise<void> {
  const codes = [
    ...new Set([...content.discountCodes, ...content.lines.flatMap((line) => line.discountCodes)]),
  ]
  const found = await snapshot.get(tx, 'discounts', codes)
  const missing = codes.find((code) => !found.some((row) => row.code === code && row.active !== false))
  if (missing) throw new DomainError('discount.not-found', { code: missing })
  await holdCodes(tx, quoteId, found as unknown as { code: string; maxUsageCount?: number }[])
}

/** Refuses when the same field of the same thing was changed since the caller looked: by others, or in another tab. */
async function demandNoConflict(
  tx: Tx,
  head: Head,
  version: Version,
  seq: number,
  mine: Content,
  touched: readonly string[],
): Promise<void> {
  const wanted = new Set(touched)
  for (const change of await changesSince(tx, head.id, head.version, seq)) {
    const same = change.touched.find((name) => wanted.has(name) && !sameField(version.content, mine, name))
    if (!same) continue
    const who =
      change.actorId === tx.ctx.actor.id
        ? 'In another tab, you'
        : ((await findUsers(tx, [change.actorId])).get(change.actorId)?.name ?? 'Somebody')
    throw new DomainError('command.conflict', {
      who,
      what: nameOfField(version.content, same),
      field: same,
      theirs: await wordsOfField(tx, version.content, same),
      yours: await wordsOfField(tx, mine, same),
    })
  }
}

/** Defaults of a new quote, as the company's settings say. */
export async function emptyContent(ctx: Context): Promise<Content> {
  const settings = await companySettings(ctx.db)
  const end = new Date(ctx.now.getTime() + settings.quotes.validityDays * 86_400_000)
  return {
    currency: settings.locale.currency,
    validUntil: end.toISOString().slice(0, 10),
    paymentTerms: `${settings.quotes.paymentTermsDays} days net`,
    discountCodes: [],
    manualDiscounts: [],
    groups: [],
    revision: await currentRevision(ctx),
    asOf: ctx.now.toISOString(),
    lines: [],
  }
}
