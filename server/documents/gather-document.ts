import type { Address, Customer } from '../../contract/customers.ts'
import type { Quote, QuoteStatus } from '../../contract/quotes.ts'
import { findCustomer } from '../customers/index.ts'
import { companySettings } from '../identity/index.ts'
import type { Queries } from '../platform/index.ts'
import type { QuoteDocument, Recipient } from './quote-document.ts'

/** Puts together what a quote's document needs besides the quote: who sells, who buys, in which language. */
export async function gatherDocument(db: Queries, quote: Quote, preview: boolean): Promise<QuoteDocument> {
  const [settings, customer] = await Promise.all([
    companySettings(db),
    quote.customer ? findCustomer(db, quote.customer.id) : undefined,
  ])
  return {
    quote,
    company: settings.company,
    branding: settings.branding,
    customer: customer && recipientOf(customer),
    terms: quote.terms ?? settings.quotes.terms,
    language: customer?.language ?? settings.locale.language,
    zone: settings.locale.zone,
    preview,
  }
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
