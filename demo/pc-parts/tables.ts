import { stringify } from 'csv-stringify/sync'
import type { Part } from './parts.ts'

/**
 * The parts as the tables of the import page. A part with a price is active and has a plan and a list price; one without
 * is a draft without a plan: it can be found, and sold once somebody gives it a price.
 */
export function tablesOf(parts: readonly Part[]) {
  const priced = parts.filter((part) => part.price !== undefined)
  const attributes = [...new Set(parts.flatMap((part) => Object.keys(part.attributes)))]
  const categories = [...new Set(parts.map((part) => part.category))]
  return {
    categories: table([
      ['code', 'name'],
      ...categories.map((category) => [`pc-${category}`, category.replaceAll('-', ' ')]),
    ]),
    products: table([
      ['code', 'name', 'categories', 'lifecycle', ...attributes.map((name) => `attributes.${name}`)],
      ...parts.map((part) => [
        part.code,
        part.name,
        `pc-${part.category}`,
        part.price === undefined ? 'draft' : 'active',
        ...attributes.map((name) => part.attributes[name] ?? ''),
      ]),
    ]),
    plans: table([
      ['code', 'product', 'name'],
      ...priced.map(({ code }) => [`${code}.BUY`, code, 'Purchase']),
    ]),
    prices: table([
      ['code', 'plan', 'currency', 'type', 'unitAmount'],
      ...priced.map(({ code, price }) => [`${code}.BUY.USD`, `${code}.BUY`, 'USD', 'ONE_TIME', price]),
    ]),
  }
}

const table = (rows: readonly unknown[][]) => stringify(rows as unknown[][])
