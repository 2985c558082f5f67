import { choices, type FieldSpec, type KindForm, type State } from '../describe.ts'
import { active, attributes, name, phrase, some, text } from './shared.ts'

/** The variants the form holds at this moment, by what they are called. */
const ownVariants = (around: State) =>
  (Array.isArray(around.variants) ? around.variants : []).flatMap((each: State) =>
    text(each.code) ? { value: text(each.code), label: text(each.name) || text(each.code) } : [],
  )

const component: FieldSpec[] = [
  {
    name: 'product',
    label: 'Product',
    kind: 'code',
    of: 'products',
    required: true,
    clears: ['plan', 'variant'],
  },
  { name: 'plan', label: 'Plan', kind: 'code', of: 'plans', parent: (row) => text(row.product) || undefined },
  { name: 'variant', label: 'Variant', kind: 'variant', of: { product: 'product' } },
  { name: 'minQuantity', label: 'At least', kind: 'decimal' },
  { name: 'defaultQuantity', label: 'Usually', kind: 'decimal' },
  { name: 'maxQuantity', label: 'At most', kind: 'decimal' },
  {
    name: 'pricing',
    label: 'Price',
    kind: 'choice',
    options: choices({ INCLUDED: 'Included', SUMMED: 'Added to the price' }),
  },
  { name: 'group', label: 'Group', kind: 'text', help: 'Alternatives share one.' },
  {
    name: 'variants',
    label: 'In variants',
    kind: 'choices',
    options: ownVariants,
    help: 'None chosen: in all.',
  },
]

export const products: KindForm = {
  start: { lifecycle: 'draft', categories: [], images: [] },
  summary: (body) => phrase(text(body.lifecycle), some(body.categories)),
  sections: [
    {
      title: 'Product',
      fields: [
        name,
        {
          name: 'lifecycle',
          label: 'Lifecycle',
          kind: 'choice',
          options: choices({
            draft: 'Draft: not sold yet',
            active: 'Active: sold',
            deprecated: 'Deprecated: no new sale, renewals yes',
            retired: 'Retired: not sold at all',
          }),
        },
        {
          name: 'successor',
          label: 'Successor',
          kind: 'code',
          of: 'products',
          help: 'What is offered in its place.',
          when: (state) => state.lifecycle === 'deprecated' || state.lifecycle === 'retired',
        },
        { name: 'categories', label: 'Categories', kind: 'codes', of: 'categories' },
        { name: 'description', label: 'Description', kind: 'prose', wide: true },
        { name: 'url', label: 'Web page', kind: 'text' },
        {
          name: 'images',
          label: 'Images',
          kind: 'texts',
          help: 'One address a line, such as https://example.com/desk.jpg or /products/desk.svg; the first one is shown in lists.',
        },
      ],
    },
    {
      title: 'How it is sold',
      fields: [
        { name: 'unit', label: 'Unit', kind: 'text', help: 'What one of it is: piece, hour, m.' },
        {
          name: 'quantityDecimals',
          label: 'Decimals of a quantity',
          kind: 'integer',
          help: '0 for whole pieces, up to 12.',
        },
        { name: 'weight', label: 'Weight in kg', kind: 'decimal' },
        {
          name: 'taxCategory',
          label: 'Tax category',
          kind: 'text',
          help: 'Matched by taxes of that category.',
        },
        {
          name: 'model',
          label: 'Model',
          kind: 'code',
          of: 'models',
          help: 'How it can be configured; built in the workbench.',
        },
      ],
    },
    {
      title: 'Variants',
      help: 'Forms in which it is sold: another colour, another size, another composition of a bundle. The first is sold unless another is chosen; prices can be for one of them.',
      fields: [
        {
          name: 'variants',
          label: 'Variants',
          kind: 'list',
          one: 'variant',
          start: {},
          wide: true,
          fields: [
            { name: 'code', label: 'Variant code', kind: 'text', required: true },
            { name: 'name', label: 'Variant name', kind: 'text', required: true },
            { name: 'image', label: 'Image', kind: 'text', help: 'Empty: as the product.' },
            { name: 'description', label: 'Description', kind: 'prose', wide: true },
          ],
        },
      ],
    },
    {
      title: 'Bundle',
      help: 'What it consists of. A component may be a bundle itself; of components of one group one is taken, and a group of which each may be 0 can be left out.',
      fields: [
        {
          name: 'components',
          label: 'Components',
          kind: 'list',
          one: 'component',
          start: { minQuantity: '1', defaultQuantity: '1', pricing: 'INCLUDED' },
          wide: true,
          fields: component,
        },
      ],
    },
    attributes,
  ],
}

export const plans: KindForm = {
  start: { active: true },
  summary: (body) => phrase(text(body.product), body.active === false && 'not sold'),
  sections: [
    {
      title: 'Plan',
      help: 'One way a product is sold: bought, rented by the month, billed by usage.',
      fields: [
        { name: 'product', label: 'Product', kind: 'code', of: 'products', required: true },
        name,
        {
          name: 'defaultPrice',
          label: 'Default price',
          kind: 'code',
          of: 'prices',
          parent: (state) => text(state.code) || undefined,
        },
        active,
        { name: 'description', label: 'Description', kind: 'prose', wide: true },
      ],
    },
    attributes,
  ],
}

export const categories: KindForm = {
  start: {},
  summary: (body) => phrase(body.parent ? `in ${text(body.parent)}` : ''),
  sections: [
    {
      title: 'Category',
      fields: [
        name,
        { name: 'parent', label: 'Within', kind: 'code', of: 'categories' },
        { name: 'description', label: 'Description', kind: 'prose', wide: true },
      ],
    },
  ],
}
