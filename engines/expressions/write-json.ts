import { toText as numberText } from '../money/index.ts'
import { print } from './print.ts'
import { mirrored, type Node } from './syntax.ts'
import type { Condition } from './types.ts'

/** The JSON spelling of a tree. What JSON has no words for stays text, as small a part as possible. */
export function writeJson(node: Node): Condition {
  switch (node.kind) {
    case 'boolean':
      return { operator: node.value ? 'and' : 'or', conditions: [] }
    case 'all':
      return { operator: 'and', conditions: node.items.map(writeJson) }
    case 'any':
      return { operator: 'or', conditions: node.items.map(writeJson) }
    case 'not':
      return opposite(node.item) ?? { operator: 'not', conditions: [writeJson(node.item)] }
    case 'field':
      return { field: node.names.join('.'), op: 'eq', value: true }
    case 'has':
      return { field: node.field.names.join('.'), op: 'exists', value: true }
    case 'compare': {
      const { left, right, op } = node
      if (left.kind === 'field' && isLiteral(right))
        return { field: left.names.join('.'), op, value: literal(right) }
      if (right.kind === 'field' && isLiteral(left)) {
        return { field: right.names.join('.'), op: mirrored[op], value: literal(left) }
      }
      break
    }
    case 'in': {
      const values = literalsOf(node.right)
      if (node.left.kind === 'field' && values)
        return { field: node.left.names.join('.'), op: 'in', value: values }
      break
    }
    case 'call': {
      const [field, value] = node.args
      const op = node.name
      if (node.args.length === 2 && field?.kind === 'field' && value && isLiteral(value)) {
        if (op === 'contains' || op === 'startsWith') {
          return { field: field.names.join('.'), op, value: literal(value) }
        }
      }
      break
    }
    default: // JSON has words for conditions only
  }
  return { expression: print(node) }
}

/** `nin` and `exists: false` are the only opposites JSON has a word for; `ne` is a comparison of its own. */
function opposite(item: Node): Condition | undefined {
  if (item.kind === 'has') return { field: item.field.names.join('.'), op: 'exists', value: false }
  if (item.kind !== 'in' || item.left.kind !== 'field') return undefined
  const values = literalsOf(item.right)
  return values && { field: item.left.names.join('.'), op: 'nin', value: values }
}

function literalsOf(node: Node): unknown[] | undefined {
  return node.kind === 'list' && node.items.every(isLiteral) ? node.items.map(literal) : undefined
}

function isLiteral(node: Node): boolean {
  return node.kind === 'number' || node.kind === 'text' || node.kind === 'boolean' || isDay(node)
}

/** `date("2026-01-31")`; JSON writes the day alone. */
function isDay(node: Node): node is Extract<Node, { kind: 'call' }> {
  return (
    node.kind === 'call' && node.name === 'date' && node.args.length === 1 && node.args[0]?.kind === 'text'
  )
}

/** Whole numbers as JSON numbers, decimals as strings: no reader turns them into floats. */
function literal(node: Node): unknown {
  if (node.kind === 'number') {
    const text = numberText(node.value)
    const whole = node.value.d === 1n && !text.includes('.') ? Number(text) : Number.NaN
    return Number.isSafeInteger(whole) ? whole : text
  }
  if (isDay(node)) return literal(node.args[0] as Node)
  return node.kind === 'text' || node.kind === 'boolean' ? node.value : undefined
}
