import type { z } from 'zod'
import type * as contract from '../../contract/quotes.ts'
import type { Command, Quote } from '../../contract/quotes.ts'
import { companySettings, record } from '../identity/index.ts'
import { announce, type Context, DomainError, newId } from '../platform/index.ts'
import type { Content } from './content.ts'
import { contentAfter, emptyContent, reserveCodes } from './edit.ts'
import { shownFigures } from './figures.ts'
import { noteQuoted } from './from-configuration.ts'
import { noteEvent } from './history.ts'
import { LineStatuses } from './line-statuses.ts'
import { priceQuote } from './price-quote.ts'
import { quoteNumber } from './quote-number.ts'
import { getHead, showQuote } from './read-quote.ts'
import { type Head, insertQuote, readVersion } from './store.ts'
import { wordsFor } from './words.ts'
import { keepWorkingCopy } from './working-copies.ts'

export type NewQuote = z.output<NonNullable<typeof contract.createQuote.body>>

/** Makes a quote with its first lines; the commands that fill it are the same that change it later. */
export async function createQuote(ctx: Context, database: object, given: NewQuote): Promise<Quote> {
  const { lines, discountCodes, ...fields } = given
  const commands: Command[] = [
    { type: 'setQuote', fields },
    ...discountCodes.map((code): Command => ({ type: 'applyDiscount', discount: { code } })),
    ...lines.map((line): Command => ({ type: 'addLine', line })),
  ]
  try {
    return await saveNew(ctx, database, await emptyContent(ctx), commands, 'created')
  } catch (error) {
    throw inTheRequest(error, discountCodes.length)
  }
}

/** What a command says of itself, said of the place in the request that the command was made of. */
function inTheRequest(error: unknown, codes: number): unknown {
  if (!(error instanceof DomainError) || error.code !== 'command.invalid') return error
  const { index, type, reason } = error.details
  const place = Number(index) - 2
  const path =
    type === 'addLine'
      ? ['lines', String(place - codes)]
      : type === 'applyDiscount'
        ? ['discountCodes', String(place)]
        : []
  return new DomainError('request.invalid', {}, [
    { code: 'refused', severity: 'error', path, message: String(reason) },
  ])
}

/** A new draft with the lines of another quote; approvals and codes do not come along. */
export async function cloneQuote(ctx: Context, database: object, id: string): Promise<Quote> {
  const head = await getHead(ctx, id)
  const { content } = await readVersion(ctx.db, head)
  const fresh = await emptyContent(ctx)
  // An amendment gives back what was charged once, and once only.
  const lines = content.lines.filter((line) => !line.givesBack)
  const ids = new Map(lines.map((line) => [line.id, newId('lin')]))
  const copy: Content = {
    ...content,
    name: nameOfCopy(head, content.name),
    validUntil: fresh.validUntil,
    revision: fresh.revision,
    asOf: fresh.asOf,
    discountCodes: [],
    contract: undefined,
    lines: lines.map((line) => ({
      ...line,
      id: ids.get(line.id) ?? newId('lin'),
      parent: line.parent && ids.get(line.parent),
      discountCodes: [],
      verdict: undefined,
      keptPrice: undefined,
    })),
  }
  return saveNew(ctx, database, copy, [], `cloned from ${head.number}`)
}

type Begun = Partial<Content> & Pick<Content, 'lines'>

/** A draft that another module prepared the lines of: an amendment of a contract, its renewal. */
export async function beginQuote(ctx: Context, database: object, begun: Begun, how: string): Promise<Quote> {
  return saveNew(ctx, database, { ...(await emptyContent(ctx)), ...begun }, [], how)
}

/** What begins from a template is no copy to the eye. */
function nameOfCopy(head: Head, name: string | undefined): string | undefined {
  if (head.template) return name
  return name ? `${name} (copy)`.slice(0, 200) : `Copy of ${head.number}`
}

async function saveNew(
  ctx: Context,
  database: object,
  start: Content,
  commands: readonly Command[],
  how: string,
): Promise<Quote> {
  const { numbering } = await companySettings(ctx.db)
  return ctx.transaction(async (tx) => {
    const { content, snapshot, customer } = await contentAfter(tx, database, start, commands)
    const pricedQuote = await priceQuote(tx, snapshot, content, customer)
    const { priced } = pricedQuote
    const head: Head = {
      id: newId('quo'),
      number: quoteNumber(numbering.quotePrefix, ctx.now),
      version: 1,
      seq: 1,
      status: 'DRAFT',
      ownerId: ctx.actor.id,
      template: false,
      archived: false,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    }
    if (content.discountCodes.length > 0) await reserveCodes(tx, head.id, content, snapshot)
    await insertQuote(tx, head, content, priced, shownFigures(content, priced))
    await noteEvent(tx, head, {
      kind: 'created',
      words: [how, ...wordsFor(commands.slice(1), start, content)],
    })
    record(tx, {
      action: 'quote.created',
      subject: { kind: 'quote', id: head.id },
      after: { number: head.number },
    })
    await noteQuoted(tx, head.id, commands)
    announce(tx, 'quote.created', head.id, { number: head.number })
    const version = {
      version: 1,
      status: head.status,
      content,
      priced,
      lineStatuses: new LineStatuses(),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    }
    tx.afterCommit(() => keepWorkingCopy(database, head, { version, pricedQuote }))
    return showQuote(tx.ctx, tx, head, version, { customer, fresh: true })
  })
}
