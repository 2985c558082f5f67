import type { Address, Customer } from '../../contract/customers.ts'
import type { Quote, QuoteStatus } from '../../contract/quotes.ts'
import { findCustomer } from '../customers/index.ts'
import { companySettings, teamOf } from '../identity/index.ts'
import type { Queries } from '../platform/index.ts'
import { readSnapshot, type Snapshot } from '../revisions/index.ts'
import { chooseClauses, chooseTemplate } from './choose-layout.ts'
import { documentFacts } from './document-facts.ts'
import type { QuoteDocument, Recipient } from './quote-document.ts'

/** What another reader would see: used to try a template on a quote. */
export type Otherwise = { snapshot?: Snapshot; template?: string | undefined; language?: string | undefined }

/**
 * Puts together what a quote's document needs besides the quote: who sells, who buys, in which language, and the
 * template and clauses of the quote's own revision.
 */
export async function gatherDocument(
  db: Queries,
  quote: Quote,
  preview: boolean,
  otherwise: Otherwise = {},
): Promise<QuoteDocument> {
  const [settings, customer, snapshot, team] = await Promise.all([
    companySettings(db),
    quote.customer ? findCustomer(db, quote.customer.id) : undefined,
    otherwise.snapshot ?? readSnapshot(db, db, quote.revision),
    teamOf(db, quote.owner.id),
  ])
  const categoriesOf = await categoriesIn(db, quote, snapshot)
  const factsIn = (language: string) => documentFacts(quote, customer, { language, categoriesOf, team })
  const theirs = otherwise.language ?? customer?.language ?? settings.locale.language
  const { template, revision } = await chooseTemplate(db, snapshot, factsIn(theirs), otherwise.template)
  const language = otherwise.language ?? template.language ?? theirs
  const facts = factsIn(language)
  return {
    quote,
    company: { ...settings.company, ...template.seller },
    branding: { ...settings.branding, ...template.branding },
    customer: customer && recipientOf(customer),
    terms: quote.terms ?? settings.quotes.terms,
    template,
    templateRevision: revision,
    clauses: await chooseClauses(db, snapshot, facts),
    facts,
    language,
    zone: settings.locale.zone,
    preview,
  }
}

async function categoriesIn(
  db: Queries,
  quote: Quote,
  snapshot: Snapshot,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const products = [...new Set(quote.lines.map((line) => line.product))]
  const rows = await snapshot.get(db, 'products', products)
  return new Map(rows.map((row) => [row.code, (row.categories ?? []) as string[]])) // parsed when it was put in
}

/** Statuses in which a version is what the customer has, and never changes again. */
const frozen: readonly QuoteStatus[] = ['FINALIZED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'CONVERTED']

export function isFrozen(quote: Quote): boolean {
  return frozen.includes(quote.status)
}

function recipientOf(customer: Customer): Recipient {
  const at = (type: Address['type']) => customer.addresses.find((address) => address.type === type)
  const contact = customer.contacts.find((each) => each.primary) ?? customer.contacts[0]
  return {
    company: customer.company,
    billing: at('BILLING') ?? customer.addresses[0],
    shipping: at('SHIPPING'),
    contact: contact && `${contact.givenName} ${contact.familyName}`,
    taxId: customer.taxId,
    taxReason: customer.taxReason,
  }
}
