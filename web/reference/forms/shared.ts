import type { FieldSpec, Section, State } from '../describe.ts'
import { choices } from '../describe.ts'

export const name: FieldSpec = { name: 'name', label: 'Name', kind: 'text', required: true }
export const active: FieldSpec = {
  name: 'active',
  label: 'Active',
  kind: 'boolean',
  default: true,
  help: 'Inactive ones stay in what was quoted with them and are used no more.',
}
export const priority: FieldSpec = {
  name: 'priority',
  label: 'Priority',
  kind: 'integer',
  help: 'Lower runs first; −1,000,000 to 1,000,000.',
}
export const conditions: FieldSpec = {
  name: 'conditions',
  label: 'Only if',
  kind: 'condition',
  wide: true,
  help: 'Beyond products, segments and quantities: any condition on the quote, its line or its customer.',
}
export const dates: Section = {
  title: 'When it holds',
  help: 'Beside the revision that publishes it: prices can be prepared for a day to come.',
  fields: [
    { name: 'effectiveFrom', label: 'From', kind: 'instant', help: 'Empty: always has.' },
    { name: 'effectiveTo', label: 'To', kind: 'instant', help: 'Up to, but not including; empty: for good.' },
  ],
}
export const targets: Section = {
  title: 'What it is for',
  help: 'Empty fields do not restrict.',
  fields: [
    { name: 'products', label: 'Products', kind: 'codes', of: 'products', empty: 'All' },
    { name: 'plans', label: 'Plans', kind: 'codes', of: 'plans', empty: 'All' },
    { name: 'categories', label: 'Categories', kind: 'codes', of: 'categories', empty: 'All' },
    { name: 'segments', label: 'Customer segments', kind: 'codes', of: 'segments', empty: 'All' },
  ],
}
export const quantities: FieldSpec[] = [
  { name: 'minQuantity', label: 'From quantity', kind: 'decimal' },
  { name: 'maxQuantity', label: 'Up to quantity', kind: 'decimal' },
]
export const attributes: Section = {
  title: 'Attributes',
  help: 'Names and values of your own: at most 200 names, 4 levels deep, 32 KiB.',
  fields: [{ name: 'attributes', label: 'Attributes', kind: 'attributes', wide: true }],
}
export const roundings = choices({
  HALF_UP: 'To the nearest, half away from zero',
  HALF_EVEN: 'To the nearest, half to even',
  HALF_DOWN: 'To the nearest, half towards zero',
  UP: 'Away from zero',
  DOWN: 'Towards zero',
  CEILING: 'Up',
  FLOOR: 'Down',
})
export const scopes = choices({ LINE: 'Each line', QUOTE: 'The whole quote' })

/** A few of many as a phrase: "LAPTOP, TOWER and 3 more". */
export function some(value: unknown): string {
  const list = Array.isArray(value) ? value.map(String) : []
  const rest = list.length - 2
  return list.slice(0, 2).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
export const phrase = (...parts: (string | undefined | false | null)[]): string =>
  parts.filter((part) => part).join(' · ')
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Whom or what a rule is for, in short. */
export const reach = (body: State) =>
  some(body.products) || some(body.plans) || some(body.categories) || some(body.segments)
