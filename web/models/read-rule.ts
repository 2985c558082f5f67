import type {
  Comparison,
  Condition,
  Model,
  NumberExpression,
  Value,
} from '../../engines/configurator/model.ts'
import { conditional, functions } from './rule-functions.ts'
import { lookUp, type Named, namesIn } from './rule-names.ts'
import { type Token, tokensOf, Unreadable } from './rule-tokens.ts'

type Read = { ok: true; rule: Condition } | { ok: false; message: string; at: number; to: number }

/** A rule of a model from its text: `cpu.watts + gpu.watts <= psu.watts`, `cooling == "liquid" implies case != "small"`. */
export function readRule(text: string, model: Model): Read {
  try {
    return { ok: true, rule: new RuleReader(text, model).rule() }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { ok: false, message: error.message, at: error.at, to: error.to }
  }
}

/** What was read, not yet known to be a condition or a number: `memory` can be both. */
type Term = { at: number; to: number } & (
  | { is: 'condition'; condition: Condition }
  | { is: 'number'; number: NumberExpression; literal?: string }
  | { is: 'value'; value: string }
  | { is: 'name'; named: Named }
)

const comparisons: Record<string, Comparison> = {
  '==': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}
const joins = new Set(['implies', 'iff', 'xor'])
class RuleReader {
  private readonly tokens: Token[]
  private readonly model: Model
  private place = 0

  constructor(text: string, model: Model) {
    this.tokens = tokensOf(text)
    this.model = model
  }

  rule(): Condition {
    const rule = this.condition(this.joined())
    const { kind, text } = this.next
    if (kind !== 'end')
      throw new Unreadable(`Something is missing before “${text}”: && or ||, for example`, this.next)
    return rule
  }

  private get next(): Token {
    return this.tokens[this.place] as Token // the last one is the end, beyond which nothing goes
  }
  private take(...signs: string[]): Token | undefined {
    const { next } = this
    if ((next.kind !== 'sign' && next.kind !== 'name') || !signs.includes(next.text)) return undefined
    this.place++
    return next
  }
  private need(sign: string): Token {
    const found = this.take(sign)
    if (!found) throw new Unreadable(`A “${sign}” is missing here`, this.next)
    return found
  }

  private joined(): Term {
    const left = this.any()
    const join = this.take(...joins)
    if (!join) return left
    const right = this.condition(this.joined())
    return {
      is: 'condition',
      condition: [join.text, this.condition(left), right] as Condition,
      at: left.at,
      to: join.to,
    }
  }
  private any(): Term {
    return this.several('||', 'or', () => this.several('&&', 'and', () => this.comparison()))
  }
  private several(sign: string, operator: 'and' | 'or', one: () => Term): Term {
    const first = one()
    const rest: Condition[] = []
    while (this.take(sign)) rest.push(this.condition(one()))
    return rest.length === 0
      ? first
      : { ...first, is: 'condition', condition: [operator, this.condition(first), ...rest] }
  }

  private comparison(): Term {
    const left = this.sum()
    const { at } = left
    if (this.take('in')) return { is: 'condition', condition: this.within(left), at, to: left.to }
    const sign = this.take(...Object.keys(comparisons))
    if (!sign) return left
    const right = this.sum()
    const same = this.sameAs(left, right)
    const equal = sign.text === '=='
    if (same && (equal || sign.text === '!=')) {
      return { is: 'condition', condition: equal ? same : ['not', same], at, to: right.to }
    }
    const operator = comparisons[sign.text] as Comparison
    return { is: 'condition', condition: [operator, this.number(left), this.number(right)], at, to: right.to }
  }
  /** What `==` means between these, unless it compares numbers. */
  private sameAs(left: Term, right: Term): Condition | undefined {
    if (left.is !== 'name' || left.named.kind !== 'variable') return undefined
    const { path, variable } = left.named
    if (right.is === 'name') {
      if (right.named.kind !== 'variable' || isNumber(variable.kind)) return undefined
      return ['same', path, right.named.path]
    }
    if (isNumber(variable.kind) && right.is === 'number') return undefined
    return ['is', path, this.valueOf(left.named, right)]
  }
  private within(left: Term): Condition {
    if (left.is !== 'name' || left.named.kind !== 'variable')
      throw new Unreadable('Before “in” stands a variable', left)
    this.need('[')
    const values: Value[] = []
    do values.push(this.valueOf(left.named, this.sum()))
    while (this.take(','))
    this.need(']')
    return ['in', left.named.path, values]
  }
  private valueOf({ variable }: Named & { kind: 'variable' }, term: Term): Value {
    const value =
      term.is === 'value'
        ? term.value
        : term.is === 'number'
          ? term.literal
          : term.is === 'condition' && typeof term.condition === 'boolean'
            ? term.condition
            : undefined
    if (value === undefined) throw new Unreadable('A value is missing here', term)
    if (variable.kind === 'choice' && !variable.options.some(({ code }) => code === value)) {
      const known = variable.options.slice(0, 6).map(({ code }) => code)
      const more = variable.options.length > known.length ? ' …' : ''
      throw new Unreadable(
        `“${variable.label ?? variable.code}” has no option “${value}”. It has ${known.join(', ')}${more}`,
        term,
      )
    }
    if (variable.kind === 'boolean' && typeof value !== 'boolean')
      throw new Unreadable(`“${variable.label ?? variable.code}” is true or false`, term)
    return value
  }

  private sum(): Term {
    let left = this.product()
    for (let sign = this.take('+', '-'); sign; sign = this.take('+', '-')) {
      const parts = [this.number(left), this.number(this.product())]
      while (this.take(sign.text)) parts.push(this.number(this.product()))
      left = { is: 'number', number: [sign.text, ...parts] as NumberExpression, at: left.at, to: sign.to }
    }
    return left
  }
  private product(): Term {
    let left = this.single()
    for (let sign = this.take('*', '/'); sign; sign = this.take('*', '/')) {
      const parts = [this.number(left), this.number(this.single())]
      while (sign.text === '*' && this.take('*')) parts.push(this.number(this.single()))
      left = { is: 'number', number: [sign.text, ...parts] as NumberExpression, at: left.at, to: sign.to }
    }
    return left
  }
  private single(): Term {
    const token = this.next
    const { at, to } = token
    if (this.take('!')) return { is: 'condition', condition: ['not', this.condition(this.single())], at, to }
    if (this.take('-')) {
      const of = this.single()
      if (of.is === 'number' && of.literal !== undefined)
        return { is: 'number', number: `-${of.literal}`, literal: `-${of.literal}`, at, to: of.to }
      return { is: 'number', number: ['-', this.number(of)], at, to: of.to }
    }
    if (this.take('(')) {
      const inner = this.joined()
      return { ...inner, at, to: this.need(')').to }
    }
    this.place++
    if (token.kind === 'number') return { is: 'number', number: token.text, literal: token.text, at, to }
    if (token.kind === 'text') return { is: 'value', value: token.text, at, to }
    if (token.kind === 'name' && !joins.has(token.text)) return this.named(token)
    this.place--
    throw new Unreadable(
      token.kind === 'end'
        ? 'Something is missing at the end'
        : `Before “${token.text}” something is missing`,
      token,
    )
  }
  private named(token: Token): Term {
    const { at, to, text } = token
    if (text === 'true' || text === 'false') return { is: 'condition', condition: text === 'true', at, to }
    if (functions[text] && this.take('(')) return this.call(token, functions[text])
    const named = lookUp(this.model, token.segments ?? [])
    if (!named) throw new Unreadable(`There is no “${text}”${nearest(this.model, text)}`, token)
    return { is: 'name', named, at, to }
  }
  private call({ text, at }: Token, shape: string): Term {
    const given: unknown[] = []
    do {
      const term = this.joined()
      const expected = shape[Math.min(given.length, shape.replace('…', '').length - 1)] as string
      if (!shape.endsWith('…') && given.length === shape.length)
        throw new Unreadable(`${text} takes ${shape.length} things`, term)
      given.push(this.given(expected, term))
    } while (this.take(','))
    const { to } = this.need(')')
    if (given.length < shape.replace('…', '').length)
      throw new Unreadable(`${text} needs something more`, { at, to })
    const made = [text, ...given]
    return conditional.has(text)
      ? { is: 'condition', condition: made as Condition, at, to }
      : { is: 'number', number: made as NumberExpression, at, to }
  }
  private given(expected: string, term: Term): unknown {
    if (expected === 'c') return this.condition(term)
    if (expected === 'n') return this.number(term)
    if (expected === 'i') {
      if (term.is === 'number' && term.literal && /^\d+$/.test(term.literal)) return Number(term.literal)
      throw new Unreadable('How many? A whole number comes first', term)
    }
    if (term.is === 'name' && term.named.kind === 'slot') return term.named.path
    throw new Unreadable('A component slot comes first', term)
  }

  private condition(term: Term): Condition {
    if (term.is === 'condition') return term.condition
    if (term.is === 'name' && term.named.kind === 'variable' && term.named.variable.kind === 'boolean')
      return term.named.path
    throw new Unreadable('This has to be true or false: compare it with something', term)
  }
  private number(term: Term): NumberExpression {
    if (term.is === 'number') return term.number
    if (term.is === 'name') {
      const { named } = term
      if (named.kind === 'attribute') return ['attribute', named.path, named.attribute]
      if (named.kind === 'slot' || isNumber(named.variable.kind) || named.variable.kind === 'boolean')
        return ['variable', named.path]
    }
    throw new Unreadable('A number is needed here', term)
  }
}

const isNumber = (kind: string) => kind === 'integer' || kind === 'decimal'

/** What was probably meant: the names that begin like it. */
function nearest(model: Model, text: string): string {
  const start = text.slice(0, 2).toLowerCase()
  const alike = namesIn(model).filter(({ name }) => name.toLowerCase().startsWith(start))
  return alike.length === 0
    ? ''
    : `. Did you mean ${alike
        .slice(0, 3)
        .map(({ name }) => name)
        .join(' or ')}?`
}
