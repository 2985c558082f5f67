/** Constraints of UVL: `!`, `&`, `|`, `=>`, `<=>`, comparisons of numbers, attributes and sums of attributes. */
import type { BooleanVariable, Comparison, Condition, NumberExpression } from '../model.ts'

type Features = ReadonlyMap<string, BooleanVariable>

const TOKEN =
  /\s*("[^"]*"(?:\.(?:"[^"]*"|[\w-]+))*|<=>|=>|==|!=|<=|>=|[!&|()<>+\-*/,]|[^\s!&|()<>=+*/,"]+(?:\."[^"]*")*)/y

export function unquote(name: string): string {
  return /^"[^"]*"$/.test(name) ? name.slice(1, -1) : name
}

/** Parses one line; names must be features, `feature.attribute` attributes of them. */
export function parseUvlConstraint(text: string, features: Features): Condition {
  const parser = new Parser(text, features)
  const c = parser.equivalence()
  parser.end()
  return c
}

const COMPARISONS: Record<string, Comparison> = {
  '==': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}

class Parser {
  private readonly tokens: string[] = []
  private at = 0
  private readonly features: Features

  constructor(text: string, features: Features) {
    this.features = features
    const pattern = new RegExp(TOKEN)
    const trimmed = text.trimEnd()
    while (pattern.lastIndex < trimmed.length) {
      const from = pattern.lastIndex
      const match = pattern.exec(trimmed)
      if (!match) throw new SyntaxError(`cannot read ${trimmed.slice(from, from + 20)}`)
      this.tokens.push(match[1]!)
    }
  }

  end(): void {
    if (this.at < this.tokens.length) throw new SyntaxError(`unexpected ${this.tokens[this.at]}`)
  }

  private accept(token: string): boolean {
    if (this.tokens[this.at] !== token) return false
    this.at++
    return true
  }

  private expect(token: string): void {
    if (!this.accept(token))
      throw new SyntaxError(`${token} expected before ${this.tokens[this.at] ?? 'the end'}`)
  }

  equivalence(): Condition {
    let left = this.implication()
    while (this.accept('<=>')) left = ['iff', left, this.implication()]
    return left
  }

  private implication(): Condition {
    const left = this.disjunction()
    return this.accept('=>') ? ['implies', left, this.implication()] : left
  }

  private disjunction(): Condition {
    const parts = [this.conjunction()]
    while (this.accept('|')) parts.push(this.conjunction())
    return parts.length === 1 ? parts[0]! : ['or', ...parts]
  }

  private conjunction(): Condition {
    const parts = [this.negation()]
    while (this.accept('&')) parts.push(this.negation())
    return parts.length === 1 ? parts[0]! : ['and', ...parts]
  }

  private negation(): Condition {
    if (this.accept('!')) return ['not', this.negation()]
    const from = this.at
    const comparison = this.tryComparison()
    if (comparison) return comparison
    this.at = from
    if (this.accept('(')) {
      const inner = this.equivalence()
      this.expect(')')
      return inner
    }
    return this.feature(this.tokens[this.at++])
  }

  private feature(token: string | undefined): Condition {
    if (token === 'true' || token === 'false') return token === 'true'
    const name = token === undefined ? undefined : unquote(token)
    if (name === undefined || !this.features.has(name))
      throw new SyntaxError(`${token ?? 'the end'} is no feature`)
    return name
  }

  /** Two numbers with a comparison between them, or null when the text is something else. */
  private tryComparison(): Condition | null {
    const token = this.tokens[this.at]
    const next = this.tokens[this.at + 1]
    const isPlain = token !== undefined && this.features.has(unquote(token))
    if (isPlain && !(next !== undefined && (next in COMPARISONS || /^[+\-*/]$/.test(next)))) return null
    try {
      const left = this.sum()
      const op = COMPARISONS[this.tokens[this.at] ?? '']
      if (!op) return null
      this.at++
      return [op, left, this.sum()]
    } catch (error) {
      if (token === '(' || token === '!') return null
      throw error
    }
  }

  private sum(): NumberExpression {
    let left = this.product()
    for (;;) {
      if (this.accept('+')) left = ['+', left, this.product()]
      else if (this.accept('-')) left = ['-', left, this.product()]
      else return left
    }
  }

  private product(): NumberExpression {
    let left = this.number()
    for (;;) {
      if (this.accept('*')) left = ['*', left, this.number()]
      else if (this.accept('/')) left = ['/', left, this.number()]
      else return left
    }
  }

  private number(): NumberExpression {
    if (this.accept('-')) return ['-', this.number()]
    if (this.accept('(')) {
      const inner = this.sum()
      this.expect(')')
      return inner
    }
    const token = this.tokens[this.at++]
    if (token === undefined) throw new SyntaxError('a number is missing at the end')
    if (/^\d+(\.\d+)?$/.test(token)) return token
    if (token === 'sum' && this.accept('(')) return this.sumOfAttribute()
    if (this.features.has(unquote(token))) return ['variable', unquote(token)]
    return this.attribute(token)
  }

  /** `sum(price)`: over all features that have it. */
  private sumOfAttribute(): NumberExpression {
    const attribute = unquote(this.tokens[this.at++] ?? '')
    this.expect(')')
    const carriers = [...this.features.values()].filter((f) => f.attributes?.[attribute] !== undefined)
    return ['+', '0', ...carriers.map((f): NumberExpression => ['attribute', f.code, attribute])]
  }

  private attribute(token: string): NumberExpression {
    const dot = token.lastIndexOf('.')
    const feature = unquote(token.slice(0, dot))
    if (dot <= 0 || !this.features.has(feature))
      throw new SyntaxError(`${token} is neither a number nor feature.attribute`)
    return ['attribute', feature, unquote(token.slice(dot + 1))]
  }
}
