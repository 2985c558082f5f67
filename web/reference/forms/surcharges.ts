import { choices, type KindForm } from '../describe.ts'
import { active, conditions, dates, name, phrase, priority, scopes, some, targets, text } from './shared.ts'

/** What comes on top: surcharges, shipping, handling. */
export const surcharges: KindForm = {
  start: { kind: 'SURCHARGE', scope: 'QUOTE', type: 'FIXED_AMOUNT', active: true, priority: 0 },
  summary: (body) =>
    phrase(
      text(body.kind).toLowerCase(),
      body.type === 'PERCENTAGE'
        ? `${text(body.value)} %`
        : `${text(body.value)} ${text(body.currency)}`.trim(),
      some(body.regions),
      body.active === false && 'inactive',
    ),
  sections: [
    {
      title: 'Surcharge',
      fields: [
        name,
        {
          name: 'kind',
          label: 'Kind',
          kind: 'choice',
          options: choices({ SURCHARGE: 'Surcharge', SHIPPING: 'Shipping', HANDLING: 'Handling' }),
        },
        { name: 'scope', label: 'On', kind: 'choice', options: scopes },
        {
          name: 'type',
          label: 'How much',
          kind: 'choice',
          options: choices({
            PERCENTAGE: 'Percent',
            FIXED_AMOUNT: 'Amount',
            BY_WEIGHT: 'By weight',
            BY_VALUE: 'By value of the goods',
          }),
        },
        {
          name: 'base',
          label: 'Percent of',
          kind: 'choice',
          options: choices({ LIST: 'List prices', NET: 'Prices after discounts' }),
          when: (state) => state.type === 'PERCENTAGE',
        },
        {
          name: 'value',
          label: 'Value',
          kind: 'decimal',
          when: (state) => state.type === 'PERCENTAGE' || state.type === 'FIXED_AMOUNT',
        },
        {
          name: 'currency',
          label: 'Currency',
          kind: 'currency',
          when: (state) => state.type !== 'PERCENTAGE',
        },
        {
          name: 'tiers',
          label: 'From weight or value on',
          kind: 'tiers',
          columns: ['flatAmount', 'unitAmount'],
          wide: true,
          when: (state) => state.type === 'BY_WEIGHT' || state.type === 'BY_VALUE',
        },
        {
          name: 'regions',
          label: 'Regions',
          kind: 'texts',
          help: 'One a line: EU, DE, US-CA. Empty: everywhere.',
        },
        { name: 'taxCategory', label: 'Tax category', kind: 'text' },
        active,
        priority,
      ],
    },
    targets,
    { title: 'When it applies', fields: [conditions] },
    dates,
  ],
}
