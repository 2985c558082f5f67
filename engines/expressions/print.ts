import { toText as numberText } from '../money/index.ts'
import { type Node, namePattern, orderSigns, reserved } from './syntax.ts'

/** How tightly each kind binds; a looser one inside a tighter one needs brackets. */
const choice = 1
const or = 2
const and = 3
const comparison = 4
const sum = 5
const product = 6
const sign = 7
const member = 8

/** Calls people read better as methods: sku.startsWith("LAP"). */
const methods: ReadonlySet<string> = new Set(['contains', 'startsWith', 'endsWith', 'lower', 'upper'])

/** The text of a tree, with the fewest brackets; parsing it gives the same tree again. */
export function print(node: Node): string {
  switch (node.kind) {
    case 'number':
      return numberText(node.value)
    case 'text':
      return quote(node.value)
    case 'boolean':
      return String(node.value)
    case 'field':
      return fieldText(node.names)
    case 'list':
      return `[${node.items.map(print).join(', ')}]`
    case 'not':
      return `!${inside(node.item, sign)}`
    case 'negate':
      // -(5) is a negation, -5 a number: both stay what they are.
      return node.item.kind === 'number' ? `-(${print(node.item)})` : `-${inside(node.item, sign)}`
    case 'all':
      return joined(node.items, ' && ', and)
    case 'any':
      return joined(node.items, ' || ', or)
    case 'compare':
      return `${inside(node.left, sum)} ${orderSigns[node.op]} ${inside(node.right, sum)}`
    case 'in':
      return `${inside(node.left, sum)} in ${inside(node.right, sum)}`
    case 'arithmetic':
      return `${inside(node.left, binding(node))} ${node.op} ${inside(node.right, binding(node) + 1)}`
    case 'choose':
      return `${inside(node.test, or)} ? ${print(node.yes)} : ${print(node.no)}`
    case 'has':
      return `has(${print(node.field)})`
    case 'each':
      return `${inside(node.list, member)}.${node.macro}(${node.variable}, ${print(node.body)})`
    case 'call': {
      const [first, ...rest] = node.args
      if (first && methods.has(node.name)) {
        return `${inside(first, member)}.${node.name}(${rest.map(print).join(', ')})`
      }
      return `${node.name}(${node.args.map(print).join(', ')})`
    }
  }
}

/** A text in quotes, readable by the scanner. */
export function quote(value: string): string {
  return JSON.stringify(value).replace(/\\[bf]/g, (short) => `\\u00${short === '\\b' ? '08' : '0c'}`)
}

/** `customer.segment`, and `attributes["disk-size"]` where a name is no word. */
export function fieldText(names: readonly string[]): string {
  return names
    .map((name, index) => {
      if (namePattern.test(name) && !reserved.has(name)) return index === 0 ? name : `.${name}`
      return `[${quote(name)}]`
    })
    .join('')
}

function joined(items: Node[], separator: string, level: number): string {
  if (items.length === 0) return level === and ? 'true' : 'false'
  return items.map((item) => inside(item, items.length > 1 ? level + 1 : level)).join(separator)
}

function inside(node: Node, least: number): string {
  const text = print(node)
  return binding(node) < least ? `(${text})` : text
}

function binding(node: Node): number {
  switch (node.kind) {
    case 'choose':
      return choice
    case 'any':
      return or
    case 'all':
      return and
    case 'compare':
    case 'in':
      return comparison
    case 'arithmetic':
      return node.op === '+' || node.op === '-' ? sum : product
    case 'not':
    case 'negate':
      return sign
    case 'number':
      return node.value.n < 0n ? sign : member
    default:
      return member
  }
}
