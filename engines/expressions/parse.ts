import { negate, parseDecimal } from '../money/index.ts'
import { Cursor, words } from './cursor.ts'
import { maxChain, maxNames } from './limits.ts'
import type { Token } from './scan.ts'
import type { ArithmeticOperator, FieldNode, Macro, Node, OrderOperator, Place } from './syntax.ts'

const orders: Record<string, OrderOperator> = {
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
}
const macros: ReadonlySet<string> = new Set(['exists', 'all', 'map', 'filter'])
/**
 * Reads a text into its tree, or throws what is wrong with it and where. `path` and `depth` say where in a JSON
 * condition the text stands, so that both together stay within one bound.
 */
export function parse(source: string, path?: string[], depth = 0): Node {
  return new Parser(source, path, depth).whole()
}

/** Recursive descent, one method per level of binding, loosest first. */
class Parser extends Cursor {
  whole(): Node {
    if (this.peek().kind === 'end') this.fail(this.peek(), 'There is nothing here', 'Write true for "always"')
    const node = this.choice()
    const rest = this.peek()
    if (rest.kind !== 'end') this.unexpected(rest)
    return node
  }

  private choice(): Node {
    const test = this.or()
    if (!this.take('?')) return test
    return this.deeper(() => {
      const yes = this.choice()
      this.expect(':', 'between the two values of a choice')
      const no = this.choice()
      return this.made({ kind: 'choose', at: this.around(test, no), test, yes, no })
    })
  }

  private or(): Node {
    return this.joined('any', '||', () => this.joined('all', '&&', () => this.comparison()))
  }

  private joined(kind: 'all' | 'any', sign: string, item: () => Node): Node {
    const first = item()
    if (!this.isSign(sign)) return first
    const items = [first]
    while (this.take(sign)) items.push(item())
    return this.made({ kind, at: this.around(first, items.at(-1) as Node), items })
  }

  private comparison(): Node {
    const left = this.sum()
    const op = this.peek()
    const order = op.kind === 'sign' ? orders[op.value] : undefined
    if (!order && !(op.kind === 'name' && op.value === 'in')) return left
    this.next++
    const right = this.sum()
    const again = this.peek()
    if (again.kind === 'sign' && orders[again.value]) {
      this.fail(again, 'Comparisons do not chain', 'Write a < b && b < c')
    }
    const at = this.around(left, right)
    return this.made(
      order ? { kind: 'compare', at, op: order, left, right } : { kind: 'in', at, left, right },
    )
  }

  private sum(): Node {
    return this.chain(['+', '-'], () => this.chain(['*', '/', '%'], () => this.signed()))
  }

  private chain(signs: ArithmeticOperator[], item: () => Node): Node {
    let left = item()
    for (let links = 1; ; links++) {
      const token = this.peek()
      const op = token.kind === 'sign' ? signs.find((sign) => sign === token.value) : undefined
      if (!op) return left
      if (links > maxChain) this.fail(token, `More than ${maxChain} terms in a row`, 'Write sum([a, b, …])')
      this.next++
      if (op === '%') this.notPercentSign(token)
      const right = item()
      left = this.made({ kind: 'arithmetic', at: this.around(left, right), op, left, right })
    }
  }

  /** `discount > 10 %`: in the language % is the remainder, as in most others. */
  private notPercentSign(token: Token): void {
    const { kind, value } = this.peek()
    const endsHere = kind === 'end' || (kind === 'sign' && !['(', '-', '!'].includes(value))
    if (endsHere) this.fail(token, 'Percent are written without their sign', 'Write 10 for 10 %')
  }

  private signed(): Node {
    const token = this.peek()
    if (this.take('!')) {
      const item = this.deeper(() => this.signed())
      return this.made({ kind: 'not', at: this.span(token.from, item.at.to), item })
    }
    if (this.take('-')) {
      const item = this.deeper(() => this.signed())
      const at = this.span(token.from, item.at.to)
      if (item.kind === 'number' && this.tokenBefore().kind === 'number') {
        return this.made({ kind: 'number', at, value: negate(item.value) })
      }
      return this.made({ kind: 'negate', at, item })
    }
    return this.member()
  }

  private member(): Node {
    let node = this.primary()
    for (let links = 0; ; links++) {
      if (links > maxChain) this.fail(this.peek(), 'Too many calls in a row')
      if (this.take('.')) node = this.part(node)
      else if (this.isSign('[')) node = this.indexed(node)
      else return node
    }
  }

  private part(node: Node): Node {
    const name = this.peek()
    if (name.kind !== 'name') this.fail(name, 'A name is missing after the dot')
    this.next++
    if (!this.isSign('(')) return this.below(node, name.value, name.to)
    if (macros.has(name.value)) return this.each(node, name)
    const args = this.args(')')
    return this.made({
      kind: 'call',
      at: this.span(node.at.from, this.endBefore()),
      name: name.value,
      args: [node, ...args],
    })
  }

  private indexed(node: Node): Node {
    const open = this.peek()
    this.next++
    const name = this.peek()
    if (name.kind !== 'text')
      this.fail(open, 'Only a name in quotes can stand here', 'Write attributes["disk-size"]')
    if (name.value.includes('.') || name.value === '') this.fail(name, 'A name has no dot and is not empty')
    this.next++
    this.expect(']', 'after the name')
    return this.below(node, name.value, this.endBefore())
  }

  private below(node: Node, name: string, to: number): FieldNode {
    const at = this.span(node.at.from, to)
    if (node.kind !== 'field') this.failAt(at, 'Only fields have parts')
    if (node.names.length >= maxNames) this.failAt(at, `A field has at most ${maxNames} names`)
    return { kind: 'field', at, names: [...node.names, name] }
  }

  private each(list: Node, name: Token): Node {
    this.expect('(', 'after the name')
    const variable = this.peek()
    if (variable.kind !== 'name')
      this.fail(variable, `${name.value} needs a name for the entry first`, 'Write lines.exists(line, …)')
    this.next++
    this.expect(',', `after the entry's name`)
    const body = this.deeper(() => this.choice())
    this.expect(')', 'at the end')
    const at = this.span(list.at.from, this.endBefore())
    return this.made({ kind: 'each', at, macro: name.value as Macro, list, variable: variable.value, body })
  }

  private primary(): Node {
    const token = this.peek()
    this.next++
    const at = this.span(token.from, token.to)
    if (token.kind === 'number') {
      // The scanner lets only digits and one point through.
      return this.made({
        kind: 'number',
        at,
        value: parseDecimal(token.value) as NonNullable<ReturnType<typeof parseDecimal>>,
      })
    }
    if (token.kind === 'text') return this.made({ kind: 'text', at, value: token.value })
    if (token.kind === 'name') return this.named(token, at)
    if (token.value === '(') {
      const node = this.deeper(() => this.choice())
      this.expect(')', 'to close the bracket')
      return node
    }
    if (token.value === '[') {
      this.next--
      const items = this.args(']')
      return this.made({ kind: 'list', at: this.span(token.from, this.endBefore()), items })
    }
    this.next--
    return this.unexpected(token)
  }

  private named(token: Token, at: Place): Node {
    const { value } = token
    if (value === 'true' || value === 'false')
      return this.made({ kind: 'boolean', at, value: value === 'true' })
    if (value === 'null') this.failAt(at, 'Nothing equals null', 'Write has(field) or !has(field)')
    if (value === 'in') this.unexpected(token)
    if (!this.isSign('(')) {
      const sign = words.get(value)
      const follows = this.peek()
      if (sign && (follows.kind !== 'sign' || follows.value === '('))
        this.failAt(at, `${value} is no sign of the language`, `Write ${sign}`)
      return this.made({ kind: 'field', at, names: [value] })
    }
    if (words.has(value)) this.failAt(at, `${value} is no sign of the language`, `Write ${words.get(value)}`)
    const args = this.args(')')
    const whole = this.span(token.from, this.endBefore())
    if (value !== 'has') return this.made({ kind: 'call', at: whole, name: value, args })
    const [field] = args
    if (args.length !== 1 || field?.kind !== 'field')
      this.failAt(whole, 'has() asks for one field', 'Write has(margin)')
    return this.made({ kind: 'has', at: whole, field })
  }

  /** What stands between the bracket at hand and its end. */
  private args(end: ')' | ']'): Node[] {
    this.next++
    const items: Node[] = []
    if (this.take(end)) return items
    return this.deeper(() => {
      do items.push(this.choice())
      while (this.take(','))
      this.expect(end, 'to close the bracket')
      return items
    })
  }
}
