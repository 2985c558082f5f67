import { choices, type FieldSpec, type KindForm, type State } from '../describe.ts'
import { conditions, dates, phrase, priority, quantities, text } from './shared.ts'

const tiered = (state: State) => ['GRADUATED', 'VOLUME', 'BLOCK'].includes(text(state.model))
const plain = (state: State) => !percentual(state)
const ofEvents = (state: State) => state.model === 'PERCENTAGE'
const percentual = (state: State) => ['PERCENTAGE', 'PERCENT_OF_TOTAL'].includes(text(state.model))
const amounts = (body: State) => {
  const tiers = Array.isArray(body.tiers) ? body.tiers.length : 0
  if (tiers > 0) return `${tiers} tiers`
  return text(body.unitAmount) || text(body.flatAmount) || (body.percent ? `${text(body.percent)} %` : '')
}

const variant: FieldSpec = {
  name: 'variant',
  label: 'Variant',
  kind: 'variant',
  of: { plan: 'plan' },
  help: 'Only for it; empty: for all of them.',
}

const models = choices({
  PER_UNIT: 'Per unit',
  FLAT: 'Flat, whatever the quantity',
  VOLUME: 'Volume: all units at the tier that is reached',
  GRADUATED: 'Graduated: each unit at its own tier',
  BLOCK: 'Block: one amount for the tier that is reached',
  PACKAGE: 'Package: per started pack',
  PERCENTAGE: 'Percentage of an amount',
  PERCENT_OF_TOTAL: 'Percentage of other lines',
  FIRST_AND_ADDITIONAL: 'First and further: an amount for the first unit, another for each one more',
})

export const prices: KindForm = {
  start: { type: 'ONE_TIME', model: 'PER_UNIT' },
  summary: (body) =>
    phrase(
      text(body.plan),
      text(body.variant),
      text(body.priceBook) || 'list',
      `${amounts(body)} ${text(body.currency)}`.trim(),
    ),
  sections: [
    {
      title: 'Price',
      fields: [
        { name: 'plan', label: 'Plan', kind: 'code', of: 'plans', required: true, clears: ['variant'] },
        variant,
        { name: 'currency', label: 'Currency', kind: 'currency', required: true },
        {
          name: 'priceBook',
          label: 'Price book',
          kind: 'code',
          of: 'price-books',
          help: 'Empty: the list price, to which every book falls back.',
        },
        {
          name: 'type',
          label: 'Charged',
          kind: 'choice',
          options: choices({ ONE_TIME: 'Once', RECURRING: 'Again and again', USAGE: 'By usage' }),
        },
        {
          name: 'recurring.interval',
          label: 'Every',
          kind: 'choice',
          options: choices({ day: 'Day', week: 'Week', month: 'Month', year: 'Year' }),
          required: true,
          when: (state) => state.type === 'RECURRING',
        },
        {
          name: 'recurring.intervalCount',
          label: 'Number of these',
          kind: 'integer',
          help: '3 with month: every three months. Empty: 1.',
          when: (state) => state.type === 'RECURRING',
        },
        {
          name: 'recurring.trialPeriodDays',
          label: 'Trial days',
          kind: 'integer',
          when: (state) => state.type === 'RECURRING',
        },
        {
          name: 'recurring.evergreen',
          label: 'No end',
          kind: 'boolean',
          help: 'It runs until somebody gives notice, unless the quote says for how long. Otherwise: twelve months.',
          when: (state) => state.type === 'RECURRING',
        },
        {
          name: 'recurring.usageType',
          label: 'Counted',
          kind: 'choice',
          options: choices({ licensed: 'By what was ordered', metered: 'By what was used' }),
          empty: 'By what was ordered',
          when: (state) => state.type === 'RECURRING',
        },
      ],
    },
    {
      title: 'Amount',
      fields: [
        { name: 'model', label: 'How it is calculated', kind: 'choice', options: models, wide: true },
        {
          name: 'unitAmount',
          label: 'Per unit',
          kind: 'decimal',
          when: (state) => !tiered(state) && !percentual(state) && state.model !== 'FLAT',
        },
        {
          name: 'flatAmount',
          label: 'Flat',
          kind: 'decimal',
          help: 'Added once, whatever the quantity.',
          when: (state) => !tiered(state) && state.model !== 'PERCENT_OF_TOTAL',
        },
        {
          name: 'baseQuantity',
          label: 'The amount is for so many units',
          kind: 'decimal',
          help: '15.24 for 12. Empty: for one.',
          when: (state) => state.model === 'PER_UNIT',
        },
        {
          name: 'maximumUnits',
          label: 'Further units charged at most',
          kind: 'decimal',
          when: (state) => state.model === 'FIRST_AND_ADDITIONAL',
        },
        {
          name: 'packageSize',
          label: 'Units in a pack',
          kind: 'decimal',
          when: (state) => state.model === 'PACKAGE',
        },
        {
          name: 'packageRounding',
          label: 'A started pack counts',
          kind: 'choice',
          options: choices({ UP: 'As a whole one', DOWN: 'As none' }),
          empty: 'As a whole one',
          when: (state) => state.model === 'PACKAGE',
        },
        { name: 'percent', label: 'Percent', kind: 'percent', when: percentual },
        { name: 'eventMinimum', label: 'At least per event', kind: 'decimal', when: ofEvents },
        { name: 'eventMaximum', label: 'At most per event', kind: 'decimal', when: ofEvents },
        {
          name: 'covers.products',
          label: 'Of the lines of products',
          kind: 'codes',
          of: 'products',
          when: (state) => state.model === 'PERCENT_OF_TOTAL',
        },
        {
          name: 'covers.categories',
          label: 'Of the lines of categories',
          kind: 'codes',
          of: 'categories',
          when: (state) => state.model === 'PERCENT_OF_TOTAL',
        },
        {
          name: 'covers.types',
          label: 'Of charges',
          kind: 'choices',
          options: choices({ ONE_TIME: 'Once', RECURRING: 'Recurring', USAGE: 'By usage' }),
          when: (state) => state.model === 'PERCENT_OF_TOTAL',
        },
        {
          name: 'tiers',
          label: 'Tiers',
          kind: 'tiers',
          columns: ['unitAmount', 'flatAmount', 'percentOff'],
          further: ['packageSize', 'percent'],
          wide: true,
          when: tiered,
        },
        {
          name: 'tierEnds',
          label: 'The end of a tier',
          kind: 'choice',
          options: choices({ EXCLUSIVE: 'Belongs to the next one', INCLUSIVE: 'Belongs to it: "up to 10"' }),
          empty: 'Belongs to the next one',
          when: tiered,
        },
        {
          name: 'tierScope',
          label: 'Quantity that reaches a tier',
          kind: 'choice',
          options: choices({ LINE: 'Of the line', QUOTE: 'Of all such lines of the quote' }),
          empty: 'Of the line',
          when: tiered,
        },
        { name: 'factor', label: 'Times', kind: 'decimal', help: 'On what comes out per unit.', when: plain },
        { name: 'amountOff', label: 'Amount off per unit', kind: 'decimal', when: plain },
        { name: 'percentOff', label: 'Percent off per unit', kind: 'percent', when: plain },
        { name: 'minimumAmount', label: 'At least', kind: 'decimal', help: 'For the whole line.' },
        { name: 'maximumAmount', label: 'At most', kind: 'decimal', help: 'For the whole line.' },
        {
          name: 'freeUnits',
          label: 'Free units',
          kind: 'decimal',
          when: (state) => state.model === 'PACKAGE' || state.model === 'PERCENTAGE',
        },
        {
          name: 'formula',
          label: 'Formula',
          kind: 'formula',
          wide: true,
          help: 'In place of the amount per unit, for example listPrice * 0.9.',
        },
        {
          name: 'scale',
          label: 'Decimals of the unit price',
          kind: 'integer',
          help: 'Empty: as the currency.',
        },
        {
          name: 'chargeAtZero',
          label: 'Charge the flat amount at quantity 0 too',
          kind: 'boolean',
          when: (state) => state.type === 'USAGE',
        },
      ],
    },
    {
      title: 'Cost and floor',
      help: 'Each is seen only by people who have the right to see it; what others save leaves them as they are.',
      fields: [
        { name: 'cost', label: 'Cost', kind: 'decimal', figure: 'cost' },
        {
          name: 'floor',
          label: 'Floor',
          kind: 'decimal',
          figure: 'floor',
          help: 'Below it nobody sells without approval.',
        },
        { name: 'target', label: 'Target', kind: 'decimal', figure: 'floor' },
      ],
    },
    {
      title: 'Tax and discount',
      fields: [
        {
          name: 'taxBehavior',
          label: 'Tax',
          kind: 'choice',
          options: choices({ exclusive: 'On top', inclusive: 'Included', unspecified: 'As the tax says' }),
          empty: 'As the tax says',
        },
        { name: 'taxCode', label: 'Tax code', kind: 'text', help: 'Matched by taxes of that code.' },
        { name: 'discountCode', label: 'Discount that always applies', kind: 'code', of: 'discounts' },
      ],
    },
    { title: 'Which price holds', fields: [...quantities, conditions, priority] },
    dates,
  ],
}

export const contractPrices: KindForm = {
  start: {},
  summary: (body) =>
    phrase(text(body.plan), text(body.variant), `${amounts(body)} ${text(body.currency)}`.trim()),
  sections: [
    {
      title: 'Contract price',
      help: 'What was agreed with one customer. It takes the place of price and rules.',
      fields: [
        { name: 'customer', label: 'Customer', kind: 'customer', required: true },
        { name: 'plan', label: 'Plan', kind: 'code', of: 'plans', required: true, clears: ['variant'] },
        variant,
        { name: 'currency', label: 'Currency', kind: 'currency', required: true },
        { name: 'net', label: 'Net: discounts do not apply on top', kind: 'boolean' },
        {
          name: 'model',
          label: 'How it is calculated',
          kind: 'choice',
          options: models.filter((each) => !each.value.startsWith('PERCENT')),
          wide: true,
        },
        { name: 'unitAmount', label: 'Per unit', kind: 'decimal', when: (state) => !tiered(state) },
        { name: 'flatAmount', label: 'Flat', kind: 'decimal', when: (state) => !tiered(state) },
        {
          name: 'tiers',
          label: 'Tiers',
          kind: 'tiers',
          columns: ['unitAmount', 'flatAmount'],
          wide: true,
          when: tiered,
        },
      ],
    },
    dates,
  ],
}
