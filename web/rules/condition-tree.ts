import type { Condition, ConditionOperator, Field, Scope } from '../../engines/expressions/types.ts'

export type Group = Extract<Condition, { operator: string }>
export type Comparison = Extract<Condition, { field: string }>

export const isGroup = (condition: Condition): condition is Group => 'operator' in condition
export const isComparison = (condition: Condition): condition is Comparison => 'field' in condition

/** Whether a condition consists of groups and comparisons only: what the builder can show. */
export function isBuildable(condition: Condition): boolean {
  if (isGroup(condition)) return condition.conditions.every(isBuildable)
  return isComparison(condition)
}

/** The condition as the builder shows it: one group of everything. */
export function asGroup(condition: Condition | undefined): Group {
  if (condition === undefined) return { operator: 'and', conditions: [] }
  return isGroup(condition) ? condition : { operator: 'and', conditions: [condition] }
}

/** As it is kept: a group of one is that one, an empty group says nothing. */
export function simplified(group: Group): Condition | undefined {
  if (group.conditions.length === 0) return undefined
  const [only] = group.conditions
  return group.operator !== 'not' && group.conditions.length === 1 && only ? only : group
}

const ordered: readonly ConditionOperator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte']
const operatorWords: Record<ConditionOperator, string> = {
  eq: 'is',
  ne: 'is not',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  in: 'is one of',
  nin: 'is none of',
  contains: 'contains',
  startsWith: 'starts with',
  exists: 'is known',
}

/** Comparisons that make sense for a field. */
export function operatorsOf(field: Field | undefined): { value: ConditionOperator; label: string }[] {
  const fitting: readonly ConditionOperator[] =
    field === undefined || field.type === 'open'
      ? [...ordered, 'in', 'nin', 'contains', 'startsWith', 'exists']
      : field.type === 'list'
        ? ['contains', 'exists']
        : field.type === 'text'
          ? ['eq', 'ne', 'in', 'nin', 'contains', 'startsWith', 'exists']
          : field.type === 'boolean'
            ? ['eq', 'exists']
            : [...ordered, 'exists']
  return fitting.map((value) => ({ value, label: operatorWords[value] }))
}

export function fieldOf(scope: Scope, name: string): Field | undefined {
  return scope[name] ?? (name.startsWith('attributes.') ? scope['attributes.*'] : undefined)
}

const numeric: ReadonlySet<string> = new Set(['money', 'quantity', 'percent', 'number'])

/** What is typed as the value of a comparison: a list for "one of", true or false, else a text; decimals stay texts. */
export function readOperand(text: string, op: ConditionOperator, field: Field | undefined): unknown {
  if (op === 'in' || op === 'nin') return text.split(',').map((each) => each.trim())
  if (op === 'exists' || field?.type === 'boolean') return text !== 'false'
  // Whole numbers are numbers; with decimals they are texts that stay exact.
  if (numeric.has(field?.type ?? 'open') && /^-?\d{1,9}$/.test(text)) return Number(text)
  return text
}

export function writeOperand(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ')
  return value === undefined || value === null ? '' : String(value)
}
