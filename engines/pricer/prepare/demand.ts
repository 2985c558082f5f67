import { toJson } from '../../expressions/index.ts'
import type { Condition } from '../types.ts'

/** A text that something of the line or its customer must have, or one of several, for a condition to hold. */
export type Demand = { of: 'plan' | 'product' | 'category' | 'segment'; values: string[] } | FactDemand
type FactDemand = { of: 'fact'; field: string; values: string[] }

/** The most telling demand of a condition; undefined when it makes none that a table could find. */
export function demandOf(condition: Condition): Demand | undefined {
  if ('expression' in condition) {
    const read = toJson(condition.expression)
    return read.ok && !('expression' in read.condition) ? demandOf(read.condition as Condition) : undefined
  }
  if ('field' in condition) return demandOfField(condition)
  if (condition.operator !== 'and') return undefined
  let found: Demand | undefined
  for (const part of condition.conditions) {
    const demand = demandOf(part)
    if (demand && (!found || selectivity.indexOf(demand.of) < selectivity.indexOf(found.of))) found = demand
  }
  return found
}

const selectivity: Demand['of'][] = ['plan', 'product', 'fact', 'category', 'segment']
const subjects: Record<string, Demand['of']> = { plan: 'plan', product: 'product', productSku: 'product' }
const lists: Record<string, Demand['of']> = { categories: 'category', 'customer.segments': 'segment' }

function demandOfField({ field, op, value }: Extract<Condition, { field: string }>): Demand | undefined {
  const ofList = lists[field]
  if (ofList) return op === 'contains' && isName(value) ? made(ofList, field, [value]) : undefined
  const values = op === 'eq' ? [value] : op === 'in' && Array.isArray(value) ? value : []
  if (values.length === 0 || !values.every(isName)) return undefined
  const subject = subjects[field]
  if (subject) return made(subject, field, values)
  const isFact = field.startsWith('attributes.')
    ? !field.slice(11).includes('.')
    : field === 'customer.id' || field === 'customer.region' || field === 'customer.parent'
  return isFact ? made('fact', field, values) : undefined
}

function made(of: Demand['of'], field: string, values: string[]): Demand {
  return of === 'fact' ? { of, field, values } : { of, values }
}

/** Text that is no number: "1" and "1.0" are equal, so numbers are compared and not looked up. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /[^\d.+\-\s]/.test(value)
}
