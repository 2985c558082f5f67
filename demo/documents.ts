import type { z } from 'zod'
import type * as documents from '../contract/document-templates.ts'

type Template = z.input<typeof documents.documentTemplate>
type Clause = z.input<typeof documents.clause>

/** America reads letters on its own paper; everybody else gets the layout that comes with the program. */
export const documentTemplates: Template[] = [
  {
    code: 'AMERICAS',
    name: 'Americas',
    priority: 10,
    when: { field: 'customer.country', op: 'in', value: ['US', 'CA'] },
    paper: 'letter',
    blocks: [
      { block: 'addresses' },
      {
        block: 'text',
        text: {
          en: 'Dear {contact},\n\nthank you for your interest. We are pleased to offer what you asked for as follows.',
          fr: '{contact},\n\nmerci de votre intérêt. Voici notre proposition.',
        },
      },
      { block: 'title' },
      {
        block: 'lines',
        columns: ['position', 'code', 'item', 'quantity', 'unitPrice', 'discount', 'amount'],
      },
      { block: 'totals' },
      { block: 'notes' },
      { block: 'terms' },
      { block: 'signature' },
    ],
  },
]

/** What the company's lawyers want said, and when. */
export const clauses: Clause[] = [
  {
    code: 'SOFTWARE',
    name: 'Use of software',
    priority: 10,
    when: { field: 'categories', op: 'contains', value: 'software' },
    title: { en: 'Use of software', de: 'Nutzung von Software', fr: 'Utilisation des logiciels' },
    text: {
      en: 'Software is licensed for the term and the number of seats stated above. Use beyond them is charged at the prices of this quote.',
      de: 'Software wird für die genannte Laufzeit und Zahl der Arbeitsplätze überlassen. Weitergehende Nutzung wird zu den Preisen dieses Angebots berechnet.',
      fr: 'Les logiciels sont concédés pour la durée et le nombre de postes indiqués. Toute utilisation au-delà est facturée aux prix de ce devis.',
    },
  },
  {
    code: 'EXPORT',
    name: 'Export control',
    priority: 20,
    when: { field: 'customer.country', op: 'in', value: ['US', 'CA', 'JP', 'GB', 'CH'] },
    title: { en: 'Export', fr: 'Exportation' },
    text: {
      en: 'Delivery is subject to the export permits that the authorities require. Duties and charges of the country of destination are borne by {customer}.',
      fr: 'La livraison dépend des autorisations d’exportation requises. Les droits du pays de destination sont à la charge de {customer}.',
    },
  },
]
