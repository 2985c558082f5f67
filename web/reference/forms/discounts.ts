import { choices, type KindForm, type State } from '../describe.ts'
import {
  active,
  conditions,
  dates,
  name,
  phrase,
  priority,
  quantities,
  scopes,
  targets,
  text,
} from './shared.ts'

const onQuote = (state: State) => state.scope === 'QUOTE'

/** What is taken off, by a code people enter or wherever it fits. */
export const discounts: KindForm = {
  start: { type: 'PERCENTAGE', scope: 'LINE', active: true, stackable: true, priority: 0 },
  summary: (body) =>
    phrase(
      body.type === 'PERCENTAGE'
        ? `${text(body.value)} %`
        : body.type === 'TIERED'
          ? 'tiered'
          : `${text(body.value)} ${text(body.currency)}`,
      body.scope === 'QUOTE' ? 'whole quote' : 'line',
      body.automatic === true ? 'automatic' : 'by code',
      body.active === false && 'inactive',
    ),
  sections: [
    {
      title: 'Discount',
      help: 'Its code is what people enter on a quote.',
      fields: [
        name,
        {
          name: 'type',
          label: 'Kind',
          kind: 'choice',
          options: choices({
            PERCENTAGE: 'Percentage',
            FIXED_AMOUNT: 'Amount',
            TIERED: 'Tiered by quantity',
            FIXED_TOTAL: 'Total: it all costs so much',
          }),
        },
        {
          name: 'value',
          label: 'Value',
          kind: 'decimal',
          help: 'Percent, or an amount.',
          when: (state) => state.type !== 'TIERED',
        },
        {
          name: 'currency',
          label: 'Currency',
          kind: 'currency',
          when: (state) => state.type === 'FIXED_AMOUNT' || state.type === 'FIXED_TOTAL',
        },
        {
          name: 'values',
          label: 'Amounts in other currencies',
          kind: 'amounts',
          when: (state) => state.type === 'FIXED_AMOUNT',
        },
        {
          name: 'tiers',
          label: 'Tiers',
          kind: 'tiers',
          columns: ['percentOff', 'flatAmount'],
          wide: true,
          when: (state) => state.type === 'TIERED',
        },
        { name: 'scope', label: 'Off', kind: 'choice', options: scopes },
        {
          name: 'per',
          label: 'An amount counts',
          kind: 'choice',
          options: choices({ PER_SCOPE: 'Once', PER_UNIT: 'Per unit', PER_LINE: 'Per line' }),
          when: (state) => state.type === 'FIXED_AMOUNT',
        },
        {
          name: 'spread',
          label: 'On the lines',
          kind: 'choice',
          options: choices({ SHARED: 'One amount, shared', EACH: 'Each by itself' }),
          when: onQuote,
          help: 'Empty: shared by what each line comes to.',
        },
        {
          name: 'role',
          label: 'Takes from',
          kind: 'choice',
          options: choices({ GOODS: 'The goods', SHIPPING: 'Shipping', SURCHARGE: 'Surcharges' }),
          when: onQuote,
          help: 'Empty: the goods.',
        },
        {
          name: 'base',
          label: 'Percent of',
          kind: 'choice',
          options: choices({
            RUNNING: 'What is left after earlier discounts',
            ORIGINAL: 'The amount before discounts of this kind',
            GROSS: 'The amount before any discount',
          }),
          when: (state) => state.type === 'PERCENTAGE',
          help: 'Empty: as the company’s settings say.',
        },
        { name: 'automatic', label: 'Without a code', kind: 'boolean', help: 'Applied wherever it fits.' },
        active,
      ],
    },
    {
      title: 'How it goes with others',
      fields: [
        {
          name: 'stackable',
          label: 'Stackable',
          kind: 'boolean',
          default: true,
          help: 'Of those that are not, the best for the buyer is taken.',
        },
        priority,
        { name: 'maxAmount', label: 'At most', kind: 'decimal', help: 'Cap of what it takes off.' },
        {
          name: 'maxUnits',
          label: 'Units at most',
          kind: 'decimal',
          help: 'So many units of a line are discounted; empty: all.',
          when: (state) => state.scope === 'LINE',
        },
        {
          name: 'maxUsageCount',
          label: 'Uses',
          kind: 'integer',
          help: 'How many quotes may use the code; empty: any.',
        },
        {
          name: 'prorate',
          label: 'In proportion to the term',
          kind: 'boolean',
          when: (state) => state.type === 'FIXED_AMOUNT',
        },
      ],
    },
    targets,
    {
      title: 'When it applies',
      fields: [
        ...quantities,
        { name: 'minOrderValue', label: 'From order value', kind: 'decimal' },
        conditions,
      ],
    },
    dates,
  ],
}
