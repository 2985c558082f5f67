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
  reach,
  roundings,
  targets,
  text,
} from './shared.ts'

const notTiered = (state: State) => state.kind !== 'TIERED'

/** What changes a price after it was found. */
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
          when: notTiered,
        },
        {
          name: 'amountOff',
          label: 'Amount off per unit',
          kind: 'decimal',
          when: notTiered,
        },
        { name: 'percentUp', label: 'Percent up', kind: 'percent', when: notTiered },
        { name: 'amountUp', label: 'Amount up per unit', kind: 'decimal', when: notTiered },
        { name: 'factor', label: 'Times', kind: 'decimal', when: notTiered },
        { name: 'divisor', label: 'Divided by', kind: 'decimal', when: notTiered },
        { name: 'minPrice', label: 'Raises it to at least', kind: 'decimal', when: notTiered },
        { name: 'maxPrice', label: 'Lowers it to at most', kind: 'decimal', when: notTiered },
        {
          name: 'setPrice',
          label: 'Sets the unit price to',
          kind: 'decimal',
          when: notTiered,
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
          when: notTiered,
        },
      ],
    },
    {
      title: 'How it is taken',
      fields: [
        {
          name: 'percentBase',
          label: 'Percent of',
          kind: 'choice',
          options: choices({ RUNNING: 'The price so far', START: 'The price before any rule' }),
          help: 'Empty: the price so far.',
        },
        {
          name: 'rounding.step',
          label: 'Rounded to steps of',
          kind: 'decimal',
          help: '0.05, 1, 10 …',
        },
        {
          name: 'rounding.mode',
          label: 'Which way',
          kind: 'choice',
          options: roundings,
          when: (state) => Boolean(text((state.rounding as State | undefined)?.step)),
        },
        {
          name: 'rounding.of',
          label: 'What is rounded',
          kind: 'choice',
          options: choices({ PRICE: 'The new price', AMOUNT: 'What comes off' }),
          when: (state) => Boolean(text((state.rounding as State | undefined)?.step)),
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
