import { decimal, type Exact } from '../money/index.ts'
import { issueAt, nearest, Unreadable } from './issues.ts'
import { maxJsonDepth, maxNames, maxParts, maxTextLength } from './limits.ts'
import { strictDecimal } from './numbers.ts'
import { parse } from './parse.ts'
import { type FieldNode, type Node, namePattern, type Place, reserved } from './syntax.ts'

const operators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'contains', 'startsWith', 'exists']
/** Operators as other systems spell them. */
const elsewhere: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '>': 'gt',
    '>=': 'gte',
    '<': 'lt',
    '<=': 'lte',
    '=': 'eq',
    '==': 'eq',
    '!=': 'ne',
    ge: 'gte',
    le: 'lte',
    neq: 'ne',
    equals: 'eq',
    notIn: 'nin',
    starts_with: 'startsWith',
  }),
)
const combiners = ['and', 'or', 'not']

/** Reads a JSON condition into its tree, or throws what is wrong with it and at which path. */
export function readJson(condition: unknown): Node {
  let parts = 0
  let characters = 0
  return read(condition, [], 0)

  function read(value: unknown, path: string[], depth: number): Node {
    if (depth > maxJsonDepth)
      refuse(path, `More than ${maxJsonDepth} levels of conditions`, undefined, 'too-deep')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return refuse(path, 'A condition is an object', 'Write { field, op, value }')
    }
    const given = value as Record<string, unknown>
    if (Object.hasOwn(given, 'operator')) return combined(given, path, depth)
    if (Object.hasOwn(given, 'field')) return leaf(given, path)
    if (typeof given.expression === 'string' && Object.hasOwn(given, 'expression')) {
      return parse(given.expression, [...path, 'expression'], 2 * depth)
    }
    return refuse(path, 'A condition has an operator, a field or an expression', 'Write { field, op, value }')
  }

  function combined(given: Record<string, unknown>, path: string[], depth: number): Node {
    const { operator, conditions } = given
    if (!Array.isArray(conditions)) return refuse([...path, 'conditions'], 'conditions is a list')
    if (operator !== 'and' && operator !== 'or' && operator !== 'not') {
      return refuse([...path, 'operator'], `${shown(operator)} combines nothing`, guess(operator, combiners))
    }
    const at = counted(path)
    if (operator === 'not' && conditions.length !== 1) {
      refuse(
        [...path, 'conditions'],
        `not takes one condition, not ${conditions.length}`,
        'Put several into an and, or an or',
      )
    }
    if (conditions.length > maxParts) refuse(path, `More than ${maxParts} parts`, undefined, 'too-many-parts')
    const items = conditions.map((item, index) =>
      read(item, [...path, 'conditions', String(index)], depth + 1),
    )
    const [only] = items
    if (operator === 'not') return { kind: 'not', at, item: only as Node }
    if (only && items.length === 1) return only
    return items.length === 0
      ? { kind: 'boolean', at, value: operator === 'and' }
      : { kind: operator === 'and' ? 'all' : 'any', at, items }
  }

  function leaf(given: Record<string, unknown>, path: string[]): Node {
    const at = counted(path)
    const field = fieldAt(given.field, [...path, 'field'])
    const { op, value } = given
    const there = [...path, 'value']
    switch (op) {
      case 'eq':
      case 'ne':
      case 'gt':
      case 'gte':
      case 'lt':
      case 'lte':
        return { kind: 'compare', at, op, left: field, right: literal(value, there) }
      case 'in':
        return { kind: 'in', at, left: field, right: literals(value, there) }
      case 'nin':
        return { kind: 'not', at, item: { kind: 'in', at, left: field, right: literals(value, there) } }
      case 'contains':
      case 'startsWith':
        return { kind: 'call', at, name: op, args: [field, literal(value, there)] }
      case 'exists': {
        if (value !== undefined && typeof value !== 'boolean') refuse(there, 'exists is true or false')
        const has: Node = { kind: 'has', at, field }
        return value === false ? { kind: 'not', at, item: has } : has
      }
    }
    return refuse([...path, 'op'], `${shown(op)} is no operator`, guess(op, operators))
  }

  function fieldAt(name: unknown, path: string[]): FieldNode {
    const names = typeof name === 'string' && name.length <= 1_000 ? name.split('.') : []
    const [first] = names
    const fits = names.length <= maxNames && names.every((part) => part !== '')
    if (first === undefined || !fits || !namePattern.test(first) || reserved.has(first)) {
      return refuse(
        path,
        `${shown(name)} is no field name`,
        'Write names with dots between them: customer.segment',
      )
    }
    return { kind: 'field', at: counted(path), names }
  }

  function literals(value: unknown, path: string[]): Node {
    if (!Array.isArray(value))
      return refuse(path, 'A list of values is needed here', `Write [${shown(value)}]`)
    if (value.length > maxParts) refuse(path, `More than ${maxParts} parts`, undefined, 'too-many-parts')
    return {
      kind: 'list',
      at: counted(path),
      items: value.map((item, index) => literal(item, [...path, String(index)])),
    }
  }

  function literal(value: unknown, path: string[]): Node {
    const at = counted(path)
    if (typeof value === 'string') {
      characters += value.length
      if (characters > maxTextLength)
        refuse(path, `More than ${maxTextLength} characters of text`, undefined, 'too-long')
      return { kind: 'text', at, value }
    }
    if (typeof value === 'boolean') return { kind: 'boolean', at, value }
    if (typeof value === 'number') return { kind: 'number', at, value: numberAt(value, path) }
    if (value === null || value === undefined) {
      return refuse(path, 'Nothing equals null', 'Ask with op exists, value true or false')
    }
    return refuse(
      path,
      'A number, a text, true or false is needed here',
      Array.isArray(value) ? 'Use op in' : undefined,
    )
  }

  /** What was written, where that is still known: a JSON number keeps 15 digits. */
  function numberAt(value: number, path: string[]): Exact {
    if (Number.isSafeInteger(value)) return decimal(BigInt(value))
    const written = strictDecimal(String(value))
    if (written && String(value).replace(/[-.]/g, '').length <= 15) return written
    return refuse(path, `${value} has too many digits for a JSON number`, 'Write it as a decimal string')
  }

  function counted(path: string[]): Place {
    if (++parts > maxParts) refuse(path, `More than ${maxParts} parts`, undefined, 'too-many-parts')
    return { source: '', from: -1, to: -1, path }
  }
}

function refuse(path: string[], message: string, suggestion?: string, code = 'condition'): never {
  throw new Unreadable(issueAt({ source: '', from: -1, to: -1, path }, code, message, suggestion))
}

function guess(value: unknown, known: string[]): string {
  const best = typeof value === 'string' ? (elsewhere.get(value) ?? nearest(value, known)) : undefined
  return best ? `Did you mean ${best}?` : `Known are ${known.join(', ')}`
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value.slice(0, 60)}"`
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : `This ${value === null ? 'null' : typeof value}`
}
