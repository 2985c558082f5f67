import type { Built } from './built.ts'
import type { Comparison } from './types.ts'

const numbers: Record<string, [yes: string, no: string]> = {
  gt: ['is more than', 'is not more than'],
  gte: ['is at least', 'is less than'],
  lt: ['is less than', 'is not less than'],
  lte: ['is at most', 'is more than'],
}

const days: Record<string, [yes: string, no: string]> = {
  gt: ['is after', 'is not after'],
  gte: ['is not before', 'is before'],
  lt: ['is before', 'is not before'],
  lte: ['is not after', 'is after'],
}

const texts: Record<string, [yes: string, no: string]> = {
  in: ['is one of', 'is none of'],
  contains: ['contains', 'does not contain'],
  startsWith: ['starts with', 'does not start with'],
  endsWith: ['ends with', 'does not end with'],
}

/** "discount 12 % is more than 10 %": what was compared, what it was, and how it stands to the limit. */
export function sentence(
  operator: Comparison['operator'],
  subject: Pick<Built, 'label' | 'computed' | 'type'>,
  actual: string,
  limit: string,
  value: boolean,
): string {
  const { label } = subject
  if (operator === 'eq' || operator === 'ne') {
    const same = (operator === 'eq') === value
    return same ? `${label} is ${limit}` : `${label} is ${actual}, not ${limit}`
  }
  const verbs = (subject.type.kind === 'date' ? days : numbers)[operator] ?? texts[operator]
  const shown = subject.computed ? `${label} (${actual})` : `${label} ${actual}`
  return `${shown} ${verbs?.[value ? 0 : 1] ?? 'is'} ${limit}`
}
