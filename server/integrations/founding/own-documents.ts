import type { Collection } from '../../../contract/founding.ts'
import type { Quote, QuoteLine } from '../../../contract/quotes.ts'
import { listConfigurations } from '../../configuration/index.ts'
import { listUsers, type User } from '../../identity/index.ts'
import { type Context, encodeCursor } from '../../platform/index.ts'
import { getQuote, listQuotes } from '../../quoting/index.ts'
import { configurationDocument } from './configuration-document.ts'
import { number } from './extended-json.ts'

const atOnce = 100

/** Quotes, configurations and users of ours in the form of the founding documents. */
export async function* ownDocuments(ctx: Context, collection: Collection): AsyncGenerator<string> {
  switch (collection) {
    case 'quotes':
      for await (const quote of quotes(ctx)) yield line(quoteDocument(quote))
      return
    case 'quote_line_items':
      for await (const quote of quotes(ctx)) {
        for (const [index, each] of quote.lines.entries()) yield line(lineDocument(quote, each, index))
      }
      return
    case 'quote_versions':
      for await (const quote of quotes(ctx)) {
        for (const version of quote.versions) yield line(versionDocument(quote, version))
      }
      return
    case 'cpq_configurations':
      yield* configurations(ctx)
      return
    case 'users':
      yield* users(ctx)
      return
    default:
      return
  }
}

const line = (document: object) => `${JSON.stringify(document)}\n`

async function* quotes(ctx: Context): AsyncGenerator<Quote> {
  for (const archived of ['false', 'true'] as const) {
    let cursor: string | undefined
    do {
      const page = await listQuotes(ctx, {
        sort: 'number',
        limit: atOnce,
        cursor,
        template: 'false',
        archived,
      })
      for (const { id } of page.items) yield await getQuote(ctx, id)
      cursor = page.next
    } while (cursor !== undefined)
  }
}

function quoteDocument(quote: Quote): object {
  const { totals } = quote
  return {
    _id: quote.id,
    quoteNumber: quote.number,
    version: quote.version,
    customerId: quote.customer?.id ?? null,
    accountId: null,
    status: quote.status,
    lineItemIds: quote.lines.map((each) => each.id),
    subtotal: number(totals.subtotal),
    totalDiscount: number(totals.discount),
    totalTax: number(totals.tax),
    totalAmount: number(totals.total),
    currency: quote.currency,
    discountCode: quote.discountCodes[0] ?? null,
    expirationDate: `${quote.validUntil}T23:59:59Z`,
    expired: quote.status === 'EXPIRED',
    notes: quote.notes ?? null,
    createdAt: quote.createdAt,
    updatedAt: quote.updatedAt,
    createdBy: quote.owner.id,
    previousVersionId: null,
  }
}

function lineDocument(quote: Quote, each: QuoteLine, index: number): object {
  return {
    _id: each.id,
    quoteId: quote.id,
    quoteNumber: quote.number,
    lineNumber: index + 1,
    productId: each.product,
    productName: each.productName,
    variantId: each.variant ?? null,
    quantity: number(each.quantity),
    unitPrice: number(each.unitPrice),
    discountAmount: number(each.discount),
    taxAmount: number(each.tax),
    lineTotal: number(each.total),
    currency: quote.currency,
    status: each.status,
    configuration: each.decisions ? JSON.stringify(each.decisions) : null,
    notes: each.notes ?? null,
    createdAt: quote.createdAt,
    updatedAt: quote.updatedAt,
  }
}

function versionDocument(quote: Quote, version: Quote['versions'][number]): object {
  const isCurrent = version.version === quote.version
  return {
    _id: `${quote.id}:${version.version}`,
    quoteId: quote.id,
    quoteNumber: quote.number,
    version: version.version,
    quoteSnapshot: JSON.stringify(
      isCurrent ? quoteDocument(quote) : { quoteNumber: quote.number, ...version },
    ),
    createdAt: quote.createdAt,
    isCurrentVersion: isCurrent,
  }
}

async function* configurations(ctx: Context): AsyncGenerator<string> {
  let cursor: string | undefined
  do {
    const page = await listConfigurations(ctx, { limit: atOnce, cursor })
    for (const each of page.items) yield line(configurationDocument(each))
    cursor = page.next
  } while (cursor !== undefined)
}

/** Users of ours; those that came in go out with their documents. No password is among it. */
async function* users(ctx: Context): AsyncGenerator<string> {
  const imported = await ctx.db.query<{ name: string }>(
    `select lower(document::json ->> 'username') as name from founding_documents where collection = 'users'`,
  )
  const known = new Set(imported.map((row) => row.name))
  let cursor: string | undefined
  for (;;) {
    const page = await listUsers(ctx, { limit: atOnce, cursor })
    for (const user of page.slice(0, atOnce)) {
      if (!known.has(user.username.toLowerCase())) yield line(userDocument(user))
    }
    const last = page[atOnce - 1]
    if (page.length <= atOnce || !last) return
    cursor = encodeCursor([last.familyName, last.givenName, last.id])
  }
}

function userDocument(user: User): object {
  return {
    _id: user.id,
    username: user.username,
    email: user.email ?? null,
    firstName: user.givenName,
    lastName: user.familyName,
    roles: user.roles.map((role) => `ROLE_${role.toUpperCase().replaceAll('-', '_')}`),
    accountNonExpired: !user.expired,
    accountNonLocked: user.lockedUntil === undefined,
    credentialsNonExpired: !user.credentialsExpired,
    enabled: user.enabled,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
    lastLogin: user.lastLoginAt ?? null,
  }
}
