import type { KindForm } from '../describe.ts'
import { dates, name, phrase, some, text } from './shared.ts'

export const priceBooks: KindForm = {
  start: {},
  summary: (body) =>
    phrase(text(body.currency), body.fallback ? `then ${text(body.fallback)}` : '', some(body.segments)),
  sections: [
    {
      title: 'Price book',
      fields: [
        name,
        { name: 'currency', label: 'Currency', kind: 'currency', required: true },
        {
          name: 'fallback',
          label: 'Falls back to',
          kind: 'code',
          of: 'price-books',
          help: 'Where this book has no price; after the last one, the list price.',
        },
        {
          name: 'segments',
          label: 'Customer segments',
          kind: 'codes',
          of: 'segments',
          help: 'Whose book it is by itself.',
        },
      ],
    },
    dates,
  ],
}
