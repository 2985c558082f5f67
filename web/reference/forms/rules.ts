import { roles } from '../../../contract/roles.ts'
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
  some,
  targets,
  text,
} from './shared.ts'

const reach = (body: State) =>
  some(body.products) || some(body.plans) || some(body.categories) || some(body.segments)

/** Rules, discounts and surcharges: what changes a price after it was found. */
export const rules: KindForm = {
  start: { kind: 'CONDITIONAL', active: true, priority: 0 },
  summary: (body) =>
    phrase(
      text(body.kind).toLowerCase().replaceAll('_', ' '),
      body.percentOff ? `−${text(body.percentOff)} %` : '',
      body.amountOff ? `−${text(body.amountOff)}` : '',
      body.percentUp ? `+${text(body.percentUp)} %` : '',
      body.requireApproval ? 'asks for approval' : '',
      reach(body),
      body.active === false && 'inactive',
    ),
  sections: [
    {
      title: 'Rule',
      fields: [
        name,
        {
          name: 'kind',
          label: 'Kind',
          kind: 'choice',
          options: choices({
            TIERED: 'Tiered: the quantity decides',
            VOLUME_DISCOUNT: 'Volume discount: from a quantity on',
            CUSTOMER_SEGMENT: 'Customer segment: for who buys',
            CONDITIONAL: 'Conditional: if something holds',
            BUNDLE: 'Bundle: for things bought together',
          }),
        },
        {
          name: 'priceBook',
          label: 'Price book',
          kind: 'code',
          of: 'price-books',
          help: 'Empty: in every book.',
        },
        priority,
        active,
      ],
    },
    {
      title: 'What it does',
      help: 'One of these.',
      fields: [
        {
          name: 'percentOff',
          label: 'Percent off',
          kind: 'percent',
          when: (state) => state.kind !== 'TIERED',
        },
        {
          name: 'amountOff',
          label: 'Amount off per unit',
          kind: 'decimal',
          when: (state) => state.kind !== 'TIERED',
        },
        { name: 'percentUp', label: 'Percent up', kind: 'percent', when: (state) => state.kind !== 'TIERED' },
        {
          name: 'setPrice',
          label: 'Sets the unit price to',
          kind: 'decimal',
          when: (state) => state.kind !== 'TIERED',
        },
        {
          name: 'currency',
          label: 'Amounts are in',
          kind: 'currency',
          help: 'Empty: in the currency of the quote.',
        },
        {
          name: 'tiers',
          label: 'Tiers',
          kind: 'tiers',
          columns: ['unitAmount', 'percentOff'],
          wide: true,
          when: (state) => state.kind === 'TIERED' || state.kind === 'VOLUME_DISCOUNT',
        },
        {
          name: 'formula',
          label: 'Formula of the new unit price',
          kind: 'formula',
          wide: true,
          when: (state) => state.kind !== 'TIERED',
        },
      ],
    },
    {
      title: 'Approval',
      help: 'Besides what it does to the price, or in place of it.',
      fields: [
        {
          name: 'requireApproval',
          label: 'Somebody has to approve, because',
          kind: 'text',
          wide: true,
          help: 'The sentence is shown to the rep and the approver. Empty: nobody.',
        },
        {
          name: 'approvalRole',
          label: 'Asks',
          kind: 'choice',
          options: choices(Object.fromEntries(roles.map((role) => [role, role.replaceAll('-', ' ')]))),
          help: 'Empty: the manager of the quote’s owner.',
          when: (state) => Boolean(state.requireApproval),
        },
      ],
    },
    targets,
    { title: 'When it applies', fields: [...quantities, conditions] },
    dates,
  ],
}

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
          when: (state) => state.type === 'FIXED_AMOUNT',
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
