import { choices, type KindForm } from '../describe.ts'
import { active, conditions, dates, name, phrase, priority, text } from './shared.ts'

/** What the state takes. */
export const taxes: KindForm = {
  start: { type: 'VAT', active: true },
  summary: (body) =>
    phrase(
      text(body.region),
      body.rate ? `${text(body.rate)} %` : text(body.amountPerUnit),
      text(body.category),
      body.active === false && 'inactive',
    ),
  sections: [
    {
      title: 'Tax',
      fields: [
        name,
        {
          name: 'type',
          label: 'Kind',
          kind: 'choice',
          options: choices({
            VAT: 'Value-added tax',
            SALES_TAX: 'Sales tax',
            GST: 'Goods and services tax',
            SERVICE_TAX: 'Service tax',
            CUSTOM: 'Another',
          }),
        },
        {
          name: 'region',
          label: 'Region',
          kind: 'region',
          required: true,
          help: 'A union, a country or a state: EU, DE, US-CA.',
        },
        { name: 'rate', label: 'Rate in percent', kind: 'percent' },
        {
          name: 'amountPerUnit',
          label: 'Amount per unit',
          kind: 'decimal',
          help: 'In place of a rate: a duty.',
        },
        {
          name: 'currency',
          label: 'Currency of the amount',
          kind: 'currency',
          when: (state) => Boolean(state.amountPerUnit),
        },
        { name: 'inclusive', label: 'Contained in the price', kind: 'boolean' },
        active,
      ],
    },
    {
      title: 'What it is for',
      help: 'The most specific tax of a kind wins: product before tax code before category before all.',
      fields: [
        { name: 'product', label: 'Product', kind: 'code', of: 'products' },
        { name: 'category', label: 'Tax category', kind: 'text' },
        { name: 'taxCode', label: 'Tax code of the price', kind: 'text' },
        { name: 'segment', label: 'Customer segment', kind: 'code', of: 'segments' },
        { name: 'on', label: 'Also on these taxes', kind: 'codes', of: 'taxes', help: 'A tax on a tax.' },
        {
          name: 'layer',
          label: 'Layer',
          kind: 'text',
          help: "Taxes of one layer compete, those of different ones add up: a county's beside the state's. Empty: its kind.",
        },
        { ...priority, help: 'Among equally specific taxes of a layer the lower one wins.' },
        conditions,
      ],
    },
    dates,
  ],
}

export const segments: KindForm = {
  start: {},
  summary: () => '',
  sections: [{ title: 'Segment', fields: [name] }],
}
