import type { SettingsChange } from '../contract/settings.ts'

/** Tarnholt Systems: an invented maker of workstations and servers on the Baltic coast. */
export const company = {
  company: {
    name: 'Tarnholt Systems',
    legalName: 'Tarnholt Systems GmbH',
    street: 'Speicherkai 14',
    postalCode: '24103',
    city: 'Kiel',
    country: 'DE',
    email: 'sales@tarnholt.example',
    phone: '+49 431 5550 140',
    website: 'https://www.tarnholt.example',
    taxId: 'DE 345 678 912',
    registration: 'Amtsgericht Kiel, HRB 55512 KI',
  },
  locale: { currency: 'EUR', language: 'en', zone: 'Europe/Berlin' },
  numbering: { quotePrefix: 'QT', orderPrefix: 'OR' },
  quotes: {
    validityDays: 30,
    paymentTermsDays: 30,
    terms: [
      'Prices hold until the date given above. Hardware is built to order and leaves our works in Kiel ten to fifteen ' +
        'working days after we receive your order; installation is agreed with you in writing.',
      'Hardware carries 36 months of warranty, on site on the next working day within the countries we serve. Software ' +
        'is licensed by seat for the term shown and renews by a new quote only.',
      'Goods remain ours until they are paid in full. Our general terms of sale, issue 2026/1, apply.',
    ].join('\n\n'),
  },
  // Unit prices in whole cents, so that quantity times unit price is the amount on the document.
  calculation: { lineRounding: 'UNIT' },
} satisfies SettingsChange
