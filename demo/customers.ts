import type { NewCustomer } from '../contract/customers.ts'

/** A customer as the demo writes it down: parent and owner by code and user name, ids come with the making. */
export type DemoCustomer = Omit<NewCustomer, 'parent' | 'owner' | 'addresses' | 'contacts'> & {
  code: string
  parent?: string
  owner: string
  place: [street: string, postalCode: string, city: string, country: string, state?: string]
  ships?: [
    recipient: string,
    street: string,
    postalCode: string,
    city: string,
    country: string,
    state?: string,
  ]
  people: [givenName: string, familyName: string, title: string, phone?: string][]
  /** What stands behind the "@" of their mail. */
  domain: string
}

export const segments = [
  { code: 'enterprise', name: 'Enterprise' },
  { code: 'midmarket', name: 'Mid-market' },
  { code: 'small-business', name: 'Small business' },
  { code: 'education', name: 'Education and research' },
  { code: 'public', name: 'Public sector' },
  { code: 'partner', name: 'Reseller' },
  { code: 'media', name: 'Film and media' },
  { code: 'engineering', name: 'Engineering' },
]

const net30 = { paymentTerms: '30 days net' }
const abroad = {
  taxStatus: 'REVERSE_CHARGE',
  taxReason: 'Reverse charge: tax is owed by the recipient (Art. 196 VAT Directive)',
} as const

export const demoCustomers: DemoCustomer[] = [
  // Germany
  { code: 'C-10001', company: 'Hansewerk Anlagenbau AG', segments: ['enterprise', 'engineering'], owner: 'anna', domain: 'hansewerk.example', taxId: 'DE 811 204 337', currency: 'EUR', language: 'de', ...net30, place: ['Reiherstieg 41', '20457', 'Hamburg', 'DE'], ships: ['Hansewerk, Werk 2, Tor 4', 'Industriestraße 9', '21107', 'Hamburg', 'DE'], people: [['Katrin', 'Behrens', 'Head of IT purchasing', '+49 40 5550 211'], ['Malte', 'Jessen', 'CAD administrator']] },
  { code: 'C-10002', company: 'Hansewerk Offshore GmbH', parent: 'C-10001', segments: ['enterprise', 'engineering'], owner: 'anna', domain: 'hansewerk.example', taxId: 'DE 811 204 912', currency: 'EUR', language: 'de', ...net30, place: ['Am Lunedeich 120', '27572', 'Bremerhaven', 'DE'], people: [['Ole', 'Martens', 'Project lead']] },
  { code: 'C-10003', company: 'Institut für Strömungsforschung Braunschweig', segments: ['education'], owner: 'jonas', domain: 'isf-bs.example', taxId: 'DE 152 880 441', currency: 'EUR', language: 'de', ...net30, place: ['Hermann-Blenk-Allee 3', '38108', 'Braunschweig', 'DE'], people: [['Dr. Nadja', 'Wolter', 'Head of computing', '+49 531 5550 80'], ['Felix', 'Arndt', 'Purchasing']] },
  { code: 'C-10004', company: 'Stadtwerke Ostholm', segments: ['public'], owner: 'jonas', domain: 'sw-ostholm.example', taxId: 'DE 214 009 776', currency: 'EUR', language: 'de', paymentTerms: '14 days net', place: ['Rathausplatz 2', '24340', 'Ostholm', 'DE'], people: [['Birgit', 'Claasen', 'Procurement office', '+49 4351 5550 16']] },
  { code: 'C-10005', company: 'Atelier Lindgrün Architekten', segments: ['small-business'], owner: 'anna', domain: 'lindgruen.example', currency: 'EUR', language: 'de', ...net30, place: ['Schanzenstraße 77', '20357', 'Hamburg', 'DE'], people: [['Vera', 'Lindgrün', 'Partner', '+49 40 5550 377']] },
  { code: 'C-10006', company: 'Rheinblick Systemhaus GmbH', segments: ['partner'], owner: 'lea', domain: 'rheinblick.example', taxId: 'DE 277 615 083', currency: 'EUR', language: 'de', priceBook: 'PARTNER', ...net30, place: ['Deutzer Ring 18', '50679', 'Köln', 'DE'], people: [['Stefan', 'Overath', 'Managing director', '+49 221 5550 400'], ['Jana', 'Pütz', 'Inside sales']] },
  { code: 'C-10007', company: 'Klinikum Weserbergland', segments: ['public'], owner: 'lea', domain: 'klinikum-wb.example', taxId: 'DE 117 450 228', taxStatus: 'TAXABLE', currency: 'EUR', language: 'de', paymentTerms: '60 days net', place: ['Am Klinikum 1', '31785', 'Hameln', 'DE'], people: [['Torsten', 'Heine', 'IT operations', '+49 5151 5550 90']] },
  { code: 'C-10008', company: 'Motorwerk Süd GmbH & Co. KG', segments: ['enterprise', 'engineering'], owner: 'lea', domain: 'motorwerk-sued.example', taxId: 'DE 303 118 560', currency: 'EUR', language: 'de', paymentTerms: '90 days net', place: ['Zeppelinring 60', '88046', 'Friedrichshafen', 'DE'], people: [['Claudia', 'Maurer', 'Strategic purchasing', '+49 7541 5550 12'], ['Rainer', 'Böhm', 'Simulation']] },
  // Austria and Switzerland
  { code: 'C-10009', company: 'Alpenbahn Signaltechnik GmbH', segments: ['midmarket', 'engineering'], owner: 'lea', domain: 'alpenbahn.example', taxId: 'ATU 6655 4412', currency: 'EUR', language: 'de-AT', ...net30, ...abroad, place: ['Innufer 12', '6020', 'Innsbruck', 'AT'], people: [['Markus', 'Egger', 'Head of development', '+43 512 5550 33']] },
  { code: 'C-10010', company: 'Wienfluss Filmproduktion', segments: ['media', 'small-business'], owner: 'lea', domain: 'wienfluss.example', currency: 'EUR', language: 'de-AT', ...net30, place: ['Linke Wienzeile 210', '1150', 'Wien', 'AT'], people: [['Theresa', 'Novak', 'Post-production', '+43 1 5550 918']] },
  { code: 'C-10011', company: 'Limmat Präzision AG', segments: ['midmarket', 'engineering'], owner: 'lea', domain: 'limmat-praezision.example', taxId: 'CHE-412.553.908 MWST', currency: 'EUR', language: 'de-CH', ...net30, place: ['Hardturmstrasse 155', '8005', 'Zürich', 'CH'], people: [['Reto', 'Ammann', 'Chief information officer', '+41 44 555 07 20']] },
  { code: 'C-10012', company: 'Lémanique de Recherche SA', segments: ['education'], owner: 'camille', domain: 'lemanique.example', taxId: 'CHE-220.917.664 TVA', currency: 'EUR', language: 'fr-CH', ...net30, place: ['Chemin des Ondes 8', '1015', 'Lausanne', 'CH'], people: [['Élodie', 'Favre', 'Responsable informatique', '+41 21 555 64 10']] },
  // France, Netherlands, Belgium
  { code: 'C-10013', company: 'Ateliers Navals de Gironde', segments: ['enterprise', 'engineering'], owner: 'camille', domain: 'an-gironde.example', taxId: 'FR 41 552 810 339', currency: 'EUR', language: 'fr', paymentTerms: '45 days net', ...abroad, place: ['12 quai de la Marne', '33800', 'Bordeaux', 'FR'], people: [['Bastien', 'Lacombe', 'Directeur des achats', '+33 5 55 50 12 40'], ['Inès', 'Morel', 'Bureau d’études']] },
  { code: 'C-10014', company: 'Studio Mistral', segments: ['media', 'small-business'], owner: 'camille', domain: 'studiomistral.example', currency: 'EUR', language: 'fr', ...net30, place: ['8 rue du Panier', '13002', 'Marseille', 'FR'], people: [['Luc', 'Barbier', 'Gérant', '+33 4 55 50 77 31']] },
  { code: 'C-10015', company: 'Université des Hauts-Plateaux', segments: ['education'], owner: 'camille', domain: 'uhp.example', taxId: 'FR 88 197 334 020', currency: 'EUR', language: 'fr', ...net30, place: ['Avenue de l’Observatoire 40', '63000', 'Clermont-Ferrand', 'FR'], people: [['Sandrine', 'Vidal', 'Direction du numérique', '+33 4 55 50 30 08']] },
  { code: 'C-10016', company: 'Polderzicht Geodata B.V.', segments: ['midmarket', 'engineering'], owner: 'pieter', domain: 'polderzicht.example', taxId: 'NL 8554 31 206 B01', currency: 'EUR', language: 'nl', ...net30, ...abroad, place: ['Keizersgracht 604', '1017 EP', 'Amsterdam', 'NL'], people: [['Sanne', 'de Wit', 'Operations', '+31 20 555 0140']] },
  { code: 'C-10017', company: 'Havenbedrijf Noorderkade', segments: ['public', 'enterprise'], owner: 'pieter', domain: 'noorderkade.example', taxId: 'NL 0042 91 885 B02', currency: 'EUR', language: 'nl', ...net30, ...abroad, place: ['Wilhelminakade 88', '3072 AP', 'Rotterdam', 'NL'], people: [['Joost', 'Hendriks', 'Inkoop ICT', '+31 10 555 0177']] },
  { code: 'C-10018', company: 'Scheldevision NV', segments: ['media'], owner: 'pieter', domain: 'scheldevision.example', taxId: 'BE 0733 214 905', currency: 'EUR', language: 'nl-BE', ...net30, ...abroad, place: ['Italiëlei 44', '2000', 'Antwerpen', 'BE'], people: [['Lotte', 'Maes', 'Technical director', '+32 3 555 08 90']] },
  // Italy, Spain, Sweden, Denmark, Poland
  { code: 'C-10019', company: 'Officine Valdarno S.p.A.', segments: ['enterprise', 'engineering'], owner: 'camille', domain: 'valdarno.example', taxId: 'IT 0447 1290 481', currency: 'EUR', language: 'it', paymentTerms: '60 days net', ...abroad, place: ['Via dei Pratoni 22', '50018', 'Scandicci', 'IT'], people: [['Giulia', 'Bellini', 'Responsabile IT', '+39 055 555 0143']] },
  { code: 'C-10020', company: 'Nordfjäll Mining AB', segments: ['enterprise'], owner: 'pieter', domain: 'nordfjall.example', taxId: 'SE 556 901 2288 01', currency: 'EUR', language: 'sv', ...net30, ...abroad, place: ['Malmvägen 5', '981 38', 'Kiruna', 'SE'], people: [['Elin', 'Sandberg', 'IT infrastructure', '+46 980 555 12']] },
  { code: 'C-10021', company: 'Grafika Wawelska Sp. z o.o.', segments: ['media', 'small-business'], owner: 'jonas', domain: 'wawelska.example', taxId: 'PL 676 214 88 03', currency: 'EUR', language: 'pl', ...net30, ...abroad, place: ['ul. Dietla 61', '31-054', 'Kraków', 'PL'], people: [['Marek', 'Zieliński', 'Owner', '+48 12 555 01 84']] },
  // United Kingdom
  { code: 'C-10022', company: 'Thornbury Structural Ltd', segments: ['midmarket', 'engineering'], owner: 'emily', domain: 'thornbury.example', taxId: 'GB 318 5560 27', currency: 'EUR', language: 'en-GB', ...net30, place: ['17 Castle Quay', 'BS1 6JX', 'Bristol', 'GB'], people: [['Oliver', 'Pemberton', 'IT director', '+44 117 555 0134']] },
  { code: 'C-10023', company: 'University of Westmarch', segments: ['education'], owner: 'emily', domain: 'westmarch.example', taxId: 'GB 104 8821 90', currency: 'EUR', language: 'en-GB', ...net30, place: ['Old College Road', 'SY1 2AQ', 'Shrewsbury', 'GB'], people: [['Dr. Amara', 'Nwosu', 'Research computing', '+44 1743 555 012'], ['Ian', 'Fletcher', 'Procurement']] },
  { code: 'C-10024', company: 'Blackfriars Post Ltd', segments: ['media'], owner: 'emily', domain: 'blackfriarspost.example', taxId: 'GB 271 3349 64', currency: 'EUR', language: 'en-GB', ...net30, place: ['40 Rushworth Street', 'SE1 0RB', 'London', 'GB'], people: [['Freya', 'Lockwood', 'Head of engineering', '+44 20 5550 0171']] },
  // United States
  { code: 'C-10025', company: 'Redwood Canyon Studios', segments: ['media', 'enterprise'], owner: 'marcus', domain: 'redwoodcanyon.example', currency: 'USD', language: 'en-US', priceBook: 'AMERICAS', paymentTerms: 'Net 30', place: ['2400 Cahuenga Blvd', '90068', 'Los Angeles', 'US', 'CA'], people: [['Dana', 'Whitfield', 'VP technology', '+1 323 555 0142'], ['Luis', 'Ortega', 'Pipeline supervisor']] },
  { code: 'C-10026', company: 'Baywater Genomics Inc.', segments: ['midmarket'], owner: 'sofia', domain: 'baywater.example', currency: 'USD', language: 'en-US', priceBook: 'AMERICAS', paymentTerms: 'Net 45', place: ['610 Mission Bay Drive', '94158', 'San Francisco', 'US', 'CA'], people: [['Priya', 'Raman', 'Director of research IT', '+1 415 555 0198']] },
  { code: 'C-10027', company: 'Hudson Ledger Group LLC', segments: ['enterprise'], owner: 'sofia', domain: 'hudsonledger.example', currency: 'USD', language: 'en-US', priceBook: 'AMERICAS', paymentTerms: 'Net 30', place: ['88 Pine Street, Floor 21', '10005', 'New York', 'US', 'NY'], people: [['Michael', 'Tran', 'Procurement', '+1 212 555 0117']] },
  { code: 'C-10028', company: 'Saratoga State College', segments: ['education', 'public'], owner: 'sofia', domain: 'saratogastate.example', currency: 'USD', language: 'en-US', priceBook: 'AMERICAS', paymentTerms: 'Net 30', taxStatus: 'EXEMPT', taxReason: 'Exempt organisation, New York ST-119.1 on file', place: ['1 Campus Drive', '12866', 'Saratoga Springs', 'US', 'NY'], people: [['Karen', 'Lindholm', 'Purchasing', '+1 518 555 0166']] },
  // Japan
  { code: 'C-10029', company: 'Minato Seiki K.K.', segments: ['enterprise', 'engineering'], owner: 'haruka', domain: 'minato-seiki.example', taxId: 'T5010401555123', currency: 'JPY', language: 'ja', priceBook: 'JAPAN', paymentTerms: '30 days net', place: ['3-9-1 Shibaura', '108-0023', 'Minato-ku, Tokyo', 'JP'], people: [['Kenichi', 'Sato', 'General manager, information systems', '+81 3 5550 0129']] },
  { code: 'C-10030', company: 'Kyoto Media Kobo K.K.', segments: ['media', 'small-business'], owner: 'haruka', domain: 'kyoto-media.example', taxId: 'T8130001555456', currency: 'JPY', language: 'ja', priceBook: 'JAPAN', paymentTerms: '30 days net', place: ['120 Karasuma-dori Nijo-sagaru', '604-0857', 'Nakagyo-ku, Kyoto', 'JP'], people: [['Misaki', 'Tanaka', 'Production', '+81 75 555 0164']] },
] // biome-ignore format: a table

/** The fields in which the customers module takes a new customer; parent and owner are resolved by the caller. */
export function asNewCustomer(
  customer: DemoCustomer,
  resolved: Pick<NewCustomer, 'parent' | 'owner'>,
): NewCustomer {
  const { place, ships, people, domain, parent: _parent, owner: _owner, ...fields } = customer
  return {
    ...fields,
    ...resolved,
    email: `purchasing@${domain}`,
    contacts: people.map(([givenName, familyName, title, phone], index) => ({
      givenName,
      familyName,
      title,
      ...(phone ? { phone } : {}),
      email: `${mailName(givenName, familyName, index)}@${domain}`,
      primary: index === 0,
    })),
    addresses: [
      { type: 'BILLING', recipient: customer.company, ...addressOf(place) },
      ...(ships ? [{ type: 'SHIPPING' as const, recipient: ships[0], ...addressOf(ships.slice(1)) }] : []),
    ],
  }
}

function addressOf(parts: readonly (string | undefined)[]) {
  const [street = '', postalCode = '', city = '', country = '', state] = parts
  return { street, postalCode, city, country, ...(state ? { state } : {}) }
}

/** "Dr. Élodie Favre" writes as elodie.favre; names in other scripts get a number */
function mailName(givenName: string, familyName: string, index: number): string {
  const plain = `${givenName.replace(/^Dr\. /, '')}.${familyName}`
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replace(/[\s’]/g, '')
    .toLowerCase()
  return /^[a-z.-]+$/.test(plain) ? plain : `contact${index + 1}`
}
