import type { Address } from '../../../contract/customers.ts'
import type { Quote, QuoteLine } from '../../../contract/quotes.ts'
import { add, exact, isZero, subtract, toPlaces, zero } from '../../../engines/money/index.ts'
import { labelsIn } from '../labels.ts'
import type { QuoteDocument } from '../quote-document.ts'
import { termsText, versionMade } from '../words.ts'
import { element, text, withAttributes, type Xml, xmlDocument } from './xml.ts'

/** The quote as a UBL 2.4 Quotation. Lines carry their shares of discounts on the whole quote, so that they add up. */
export function ublOf(document: QuoteDocument): string {
  const { quote } = document
  const made = versionMade(document)
  const counted = quote.lines.filter((line) => line.counted && line.net !== undefined)
  const root = element(
    'Quotation',
    text('cbc:UBLVersionID', '2.4'),
    text('cbc:ID', `${quote.number}-v${quote.version}`),
    text('cbc:IssueDate', made.slice(0, 10)),
    text('cbc:IssueTime', `${made.slice(11, 19)}Z`),
    document.preview && text('cbc:Note', labelsIn(document.language).labels.draft),
    text('cbc:Note', quote.notes),
    optionalNote(quote),
    text('cbc:PricingCurrencyCode', quote.currency),
    text('cbc:LineCountNumeric', String(counted.length)),
    element(
      'cac:ValidityPeriod',
      text('cbc:StartDate', made.slice(0, 10)),
      text('cbc:EndDate', quote.validUntil),
    ),
    element('cac:SellerSupplierParty', seller(document)),
    document.customer && element('cac:BuyerCustomerParty', buyer(document)),
    delivery(document),
    terms(document),
    quote.charges.map((charge) => chargeOf(charge, quote.currency)),
    taxTotal(quote),
    monetaryTotal(quote, counted),
    counted.map((line, index) => lineOf(line, index, quote.currency)),
  )
  return xmlDocument(
    withAttributes(root, {
      xmlns: 'urn:oasis:names:specification:ubl:schema:xsd:Quotation-2',
      'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
      'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
    }),
  )
}

const amount = (name: string, value: string | undefined, currencyID: string) =>
  text(name, value, { currencyID })

function seller({ company, quote }: QuoteDocument): Xml {
  const address = company.city
    ? element(
        'cac:PostalAddress',
        text('cbc:StreetName', company.street),
        text('cbc:CityName', company.city),
        text('cbc:PostalZone', company.postalCode),
        text('cbc:CountrySubentity', company.state),
        country(company.country),
      )
    : undefined
  return element(
    'cac:Party',
    text('cbc:WebsiteURI', company.website),
    element('cac:PartyName', text('cbc:Name', company.name)),
    address,
    taxScheme(company.taxId),
    element(
      'cac:PartyLegalEntity',
      text('cbc:RegistrationName', company.legalName ?? company.name),
      text('cbc:CompanyID', company.registration),
    ),
    element(
      'cac:Contact',
      text('cbc:Name', quote.owner.name),
      text('cbc:Telephone', company.phone),
      text('cbc:ElectronicMail', company.email),
    ),
  )
}

function buyer({ customer }: QuoteDocument): Xml | undefined {
  if (!customer) return undefined
  return element(
    'cac:Party',
    element('cac:PartyName', text('cbc:Name', customer.company)),
    customer.billing && element('cac:PostalAddress', ...postal(customer.billing)),
    taxScheme(customer.taxId),
    element('cac:PartyLegalEntity', text('cbc:RegistrationName', customer.company)),
    customer.contact && element('cac:Contact', text('cbc:Name', customer.contact)),
  )
}

function delivery({ customer }: QuoteDocument): Xml | undefined {
  const at = customer?.shipping
  return at && element('cac:Delivery', element('cac:DeliveryAddress', ...postal(at)))
}

function postal(at: Address): (Xml | undefined)[] {
  return [
    text('cbc:StreetName', at.street),
    text('cbc:AdditionalStreetName', at.street2),
    text('cbc:MarkAttention', at.recipient),
    text('cbc:CityName', at.city),
    text('cbc:PostalZone', at.postalCode),
    text('cbc:CountrySubentity', at.state),
    country(at.country),
  ]
}

const country = (code: string | undefined) =>
  code ? element('cac:Country', text('cbc:IdentificationCode', code)) : undefined

const taxScheme = (id: string | undefined) =>
  id
    ? element(
        'cac:PartyTaxScheme',
        text('cbc:CompanyID', id),
        element('cac:TaxScheme', text('cbc:ID', 'VAT')),
      )
    : undefined

function terms(document: QuoteDocument): Xml | undefined {
  const said = [document.quote.paymentTerms, ...termsText(document)].filter(
    (each) => each !== undefined && each !== '',
  )
  return said.length === 0
    ? undefined
    : element(
        'cac:TransactionConditions',
        text('cbc:ID', 'TERMS'),
        said.map((each) => text('cbc:Description', each)),
      )
}

function chargeOf(charge: Quote['charges'][number], currency: string): Xml {
  return element(
    'cac:AllowanceCharge',
    text('cbc:ID', charge.code),
    text('cbc:ChargeIndicator', 'true'),
    text('cbc:AllowanceChargeReason', charge.name),
    amount('cbc:Amount', charge.net, currency),
  )
}

function taxTotal({ taxes, totals, currency }: Quote): Xml {
  return element(
    'cac:TaxTotal',
    amount('cbc:TaxAmount', totals.tax, currency),
    taxes.some((tax) => tax.inclusive) && text('cbc:TaxIncludedIndicator', 'true'),
    taxes.map((tax) =>
      element(
        'cac:TaxSubtotal',
        amount('cbc:TaxableAmount', tax.base, currency),
        amount('cbc:TaxAmount', tax.amount, currency),
        text('cbc:Percent', tax.rate),
        element(
          'cac:TaxCategory',
          text('cbc:ID', tax.code),
          text('cbc:Name', tax.name),
          text('cbc:TaxExemptionReason', tax.reason),
          element('cac:TaxScheme', text('cbc:ID', 'VAT')),
        ),
      ),
    ),
  )
}

function monetaryTotal({ totals, charges, currency }: Quote, counted: readonly QuoteLine[]): Xml {
  const places = (totals.total.split('.')[1] ?? '').length
  const sum = (values: readonly (string | undefined)[]) =>
    toPlaces(
      values.reduce((total, each) => add(total, exact(each ?? '0')), zero),
      places,
    )
  return element(
    'cac:QuotedMonetaryTotal',
    amount('cbc:LineExtensionAmount', sum(counted.map((line) => line.net)), currency),
    amount('cbc:TaxExclusiveAmount', totals.net, currency),
    amount('cbc:TaxInclusiveAmount', totals.total, currency),
    amount('cbc:ChargeTotalAmount', sum(charges.map((charge) => charge.net)), currency),
    amount('cbc:PrepaidAmount', totals.prepaid, currency),
    amount('cbc:PayableRoundingAmount', totals.rounding, currency),
    amount('cbc:PayableAmount', totals.payable, currency),
  )
}

function lineOf(line: QuoteLine, index: number, currency: string): Xml {
  const unitCode = unitCodeOf(line.unit)
  return element(
    'cac:QuotationLine',
    text('cbc:ID', String(index + 1)),
    text('cbc:Note', line.notes),
    element(
      'cac:LineItem',
      text('cbc:ID', line.id),
      text('cbc:Quantity', line.effectiveQuantity ?? line.quantity, { unitCode }),
      amount('cbc:LineExtensionAmount', line.net, currency),
      amount('cbc:TotalTaxAmount', line.tax, currency),
      line.serviceTerm &&
        element(
          'cac:Delivery',
          element(
            'cac:PromisedDeliveryPeriod',
            text('cbc:StartDate', line.serviceTerm.start),
            line.serviceTerm.evergreen ? undefined : text('cbc:EndDate', line.serviceTerm.end),
          ),
        ),
      allowances(line, currency),
      line.unitPrice !== undefined &&
        element(
          'cac:Price',
          amount('cbc:PriceAmount', line.unitPrice, currency),
          text('cbc:BaseQuantity', '1', { unitCode }),
          text('cbc:PriceType', line.type),
        ),
      element(
        'cac:Item',
        text('cbc:Description', line.choices?.map(({ label, value }) => `${label}: ${value}`).join('; ')),
        text('cbc:Name', line.productName),
        element('cac:SellersItemIdentification', text('cbc:ID', line.product)),
      ),
    ),
  )
}

/** What lies between unit price times quantity and the amount of the line: its discounts, and its shares of others. */
function allowances({ gross, net, discounts }: QuoteLine, currency: string): Xml[] {
  if (gross === undefined || net === undefined) return []
  const off = subtract(exact(gross), exact(net))
  if (isZero(off)) return []
  const named = discounts.filter((each) => !isZero(exact(each.amount)))
  const sum = named.reduce((total, each) => add(total, exact(each.amount)), zero)
  const list = isZero(subtract(sum, off))
    ? named
    : [{ name: 'Discount', amount: toPlaces(off, (net.split('.')[1] ?? '').length) }]
  return list.map((each) =>
    element(
      'cac:AllowanceCharge',
      text('cbc:ChargeIndicator', 'false'),
      text('cbc:AllowanceChargeReason', each.name),
      amount('cbc:Amount', each.amount, currency),
    ),
  )
}

/** What is offered beside the total has no place among the lines, which add up. */
function optionalNote({ lines, currency }: Quote): Xml | undefined {
  const optional = lines.filter((line) => line.optional && line.parent === undefined)
  const said = optional.map(
    (line) => `${line.productName} × ${line.quantity}${line.net ? `, ${line.net} ${currency}` : ''}`,
  )
  return said.length === 0 ? undefined : text('cbc:Note', `Optional, not included: ${said.join('; ')}`)
}

const unitCodes: Record<string, string> = {
  piece: 'C62',
  hour: 'HUR',
  day: 'DAY',
  week: 'WEE',
  month: 'MON',
  year: 'ANN',
  kg: 'KGM',
  m: 'MTR',
  l: 'LTR',
  GB: 'E34',
  TB: 'E35',
}
/** UN/ECE Recommendation 20; "one" where a unit is the company's own word. */
const unitCodeOf = (unit: string | undefined) => unitCodes[unit ?? 'piece'] ?? 'C62'
