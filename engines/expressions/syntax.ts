import type { Exact } from '../money/index.ts'

/** Where a node was written: characters of a text, and the path to it where it stands in JSON. */
export type Place = { source: string; from: number; to: number; path?: string[] }

export type OrderOperator = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%'
export type Macro = 'exists' | 'all' | 'map' | 'filter'

/** Both spellings become this tree; what is checked, printed and run is only this. */
export type Node =
  | NumberNode
  | TextNode
  | BooleanNode
  | FieldNode
  | ListNode
  | NotNode
  | NegateNode
  | LogicNode
  | CompareNode
  | InNode
  | ArithmeticNode
  | ChooseNode
  | CallNode
  | HasNode
  | EachNode

export type NumberNode = { kind: 'number'; at: Place; value: Exact }
export type TextNode = { kind: 'text'; at: Place; value: string }
export type BooleanNode = { kind: 'boolean'; at: Place; value: boolean }
/** A declared field, or the variable of a list macro and what is below it. */
export type FieldNode = { kind: 'field'; at: Place; names: string[] }
export type ListNode = { kind: 'list'; at: Place; items: Node[] }
export type NotNode = { kind: 'not'; at: Place; item: Node }
export type NegateNode = { kind: 'negate'; at: Place; item: Node }
export type LogicNode = { kind: 'all' | 'any'; at: Place; items: Node[] }
export type CompareNode = { kind: 'compare'; at: Place; op: OrderOperator; left: Node; right: Node }
export type InNode = { kind: 'in'; at: Place; left: Node; right: Node }
export type ArithmeticNode = {
  kind: 'arithmetic'
  at: Place
  op: ArithmeticOperator
  left: Node
  right: Node
}
export type ChooseNode = { kind: 'choose'; at: Place; test: Node; yes: Node; no: Node }
/** `a.contains(b)` and `contains(a, b)` are the same call. */
export type CallNode = { kind: 'call'; at: Place; name: string; args: Node[] }
export type HasNode = { kind: 'has'; at: Place; field: FieldNode }
/** `lines.exists(line, …)`. */
export type EachNode = { kind: 'each'; at: Place; macro: Macro; list: Node; variable: string; body: Node }

export const orderSigns: Record<OrderOperator, string> = {
  eq: '==',
  ne: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
}

/** The same comparison with its sides exchanged: 10 < quantity is quantity > 10. */
export const mirrored: Record<OrderOperator, OrderOperator> = {
  eq: 'eq',
  ne: 'ne',
  lt: 'gt',
  lte: 'gte',
  gt: 'lt',
  gte: 'lte',
}

/** Words that cannot name a field in text. */
export const reserved: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in'])

/** Names no fact is ever looked up by. */
export const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/

/** The nodes directly inside one. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'list':
    case 'all':
    case 'any':
      return node.items
    case 'not':
    case 'negate':
      return [node.item]
    case 'compare':
    case 'in':
    case 'arithmetic':
      return [node.left, node.right]
    case 'choose':
      return [node.test, node.yes, node.no]
    case 'call':
      return node.args
    case 'has':
      return [node.field]
    case 'each':
      return [node.list, node.body]
    default:
      return []
  }
}
