/** A model as UVL text: booleans are optional features, a choice is a feature with one alternative per option. */
import type { Condition, Model, NumberExpression, Value, Variable } from '../model.ts'

/** Writes UVL; what UVL cannot say (components, numbers, texts) is refused with the name of what it is. */
export function exportUvl(model: Model): string {
  if (model.components?.length) throw new RangeError('components have no form in UVL')
  const lines = [`namespace ${quote(model.code)}`, '', 'features', `\t${quote(rootOf(model))}`]
  for (const v of model.variables) lines.push(...featureLines(v))
  lines.push('', 'constraints')
  const writer = new Writer(model)
  for (const c of model.constraints ?? []) {
    const rule = writer.condition(c.when === undefined ? c.rule : ['implies', c.when, c.rule])
    if (rule !== 'true') lines.push(`\t${rule}`)
  }
  return `${lines.join('\n')}\n`
}

function rootOf(model: Model): string {
  const taken = new Set(model.variables.map((v) => v.code))
  let name = 'configuration'
  while (taken.has(name)) name += '_'
  return name
}

function quote(name: string): string {
  return `"${name.replaceAll('"', "'")}"`
}

function optionName(variable: string, option: string): string {
  return `${variable} = ${option}`
}

function featureLines(v: Variable): string[] {
  if (v.kind === 'boolean') return ['\t\toptional', `\t\t\t${quote(v.code)}${attributesText(v.attributes)}`]
  if (v.kind !== 'choice') throw new RangeError(`${v.code} is a ${v.kind}; UVL here has features only`)
  return [
    '\t\tmandatory',
    `\t\t\t${quote(v.code)}`,
    '\t\t\t\talternative',
    ...v.options.map((o) => `\t\t\t\t\t${quote(optionName(v.code, o.code))}${attributesText(o.attributes)}`),
  ]
}

function attributesText(attributes: Record<string, string> | undefined): string {
  const parts = Object.entries(attributes ?? {}).map(([name, value]) => `${name} ${value}`)
  return parts.length === 0 ? '' : ` {${parts.join(', ')}}`
}

class Writer {
  private readonly variables: Map<string, Variable>
  private readonly order: Variable[]

  constructor(model: Model) {
    this.order = model.variables
    this.variables = new Map(model.variables.map((v) => [v.code, v]))
  }

  condition(c: Condition): string {
    if (typeof c === 'boolean') return c ? 'true' : this.never()
    if (typeof c === 'string') return quote(c)
    const all = (list: unknown[]) => list.map((x) => this.condition(x as Condition))
    switch (c[0]) {
      case 'and':
        return join(
          all(c.slice(1)).filter((x) => x !== 'true'),
          ' & ',
          'true',
        )
      case 'or':
        return all(c.slice(1)).includes('true') ? 'true' : join(all(c.slice(1)), ' | ', this.never())
      case 'not': {
        const inner = this.condition(c[1])
        return inner === 'true' ? this.never() : `!${wrap(inner)}`
      }
      case 'implies': {
        const [a, b] = all([c[1], c[2]])
        return b === 'true' ? 'true' : a === 'true' ? b! : `(${a} => ${b})`
      }
      case 'iff':
        return this.condition(['and', ['implies', c[1], c[2]], ['implies', c[2], c[1]]])
      case 'xor':
        return this.condition(['iff', c[1], ['not', c[2]]])
      case 'requires':
        return this.condition(['implies', c[1], ['and', ...(c.slice(2) as Condition[])]])
      case 'excludes':
        return this.condition(['atMost', 1, ...(c.slice(1) as Condition[])])
      case 'is':
        return this.value(c[1], c[2])
      case 'in':
        return join(
          c[2].map((value) => this.value(c[1], value)),
          ' | ',
          this.never(),
        )
      case 'atLeast':
      case 'atMost':
      case 'exactly':
        return this.counted(c[0], c[1], c.slice(2) as Condition[])
      case 'allowed':
        return join(
          c[2].map((row) => this.row(c[1], row)),
          ' | ',
          this.never(),
        )
      case 'forbidden':
        return join(
          c[2].map((row) => `!${wrap(this.row(c[1], row))}`),
          ' & ',
          'true',
        )
      case 'same':
        return this.same(c[1], c[2])
      case 'clauses':
        return this.clauses(c[1])
      case 'every':
      case 'some':
        throw new RangeError('components have no form in UVL')
      default:
        return `(${this.number(c[1])} ${c[0] === '=' ? '==' : c[0]} ${this.number(c[2])})`
    }
  }

  private never(): string {
    const name = quote(this.order[0]?.code ?? 'configuration')
    return `(${name} & !${name})`
  }

  private value(name: string, value: Value): string {
    if (this.variables.get(name)?.kind === 'boolean') return value === true ? quote(name) : `!${quote(name)}`
    return quote(optionName(name, String(value)))
  }

  private row(names: string[], row: (Value | null)[]): string {
    return join(
      row.flatMap((value, i) => (value === null ? [] : [this.value(names[i]!, value)])),
      ' & ',
      'true',
    )
  }

  private same(a: string, b: string): string {
    const x = this.variables.get(a)!
    const values: Value[] = x.kind === 'choice' ? x.options.map((o) => o.code) : [true, false]
    const known = (v: Value) => {
      const y = this.variables.get(b)!
      return y.kind !== 'choice' || y.options.some((o) => o.code === v)
    }
    const both = values.filter(known).map((v): Condition => ['and', ['is', a, v], ['is', b, v]])
    return this.condition(['or', ...both])
  }

  /** Counting by saying which ones: small groups only. */
  private counted(kind: 'atLeast' | 'atMost' | 'exactly', n: number, of: Condition[]): string {
    if (of.length > 16) throw new RangeError(`counting ${of.length} conditions has no form in UVL`)
    const sets = (size: number): Condition[][] => subsets(of, size)
    const atLeast = (k: number): Condition =>
      k <= 0 ? true : k > of.length ? false : ['or', ...sets(k).map((s): Condition => ['and', ...s])]
    const atMost = (k: number): Condition =>
      k < 0 ? false : ['and', ...sets(k + 1).map((s): Condition => ['not', ['and', ...s]])]
    if (kind === 'atLeast') return this.condition(atLeast(n))
    if (kind === 'atMost') return this.condition(atMost(n))
    return this.condition(['and', atLeast(n), atMost(n)])
  }

  private clauses(numbers: number[]): string {
    const clauses: string[] = []
    let literals: string[] = []
    for (const n of numbers) {
      if (n !== 0) literals.push(`${n < 0 ? '!' : ''}${quote(this.order[Math.abs(n) - 1]!.code)}`)
      else {
        clauses.push(join(literals, ' | ', this.never()))
        literals = []
      }
    }
    return join(clauses, ' & ', 'true')
  }

  private number(e: NumberExpression): string {
    if (typeof e === 'string') return e
    if (e[0] === 'attribute') return this.attribute(e[1], e[2])
    if (e[0] === '+' || e[0] === '-' || e[0] === '*' || e[0] === '/') {
      return `(${e
        .slice(1)
        .map((x) => this.number(x as NumberExpression))
        .join(` ${e[0]} `)})`
    }
    throw new RangeError(`${e[0]} has no form in UVL`)
  }

  private attribute(name: string, attribute: string): string {
    const v = this.variables.get(name)!
    if (v.kind !== 'choice') return `${quote(name)}.${attribute}`
    const carriers = v.options.filter((o) => o.attributes?.[attribute] !== undefined)
    return join(
      carriers.map((o) => `${quote(optionName(name, o.code))}.${attribute}`),
      ' + ',
      '0',
    )
  }
}

function wrap(text: string): string {
  return /^"[^"]*"$|^\(.*\)$/.test(text) && !text.slice(1, -1).includes(') ') ? text : `(${text})`
}

function join(parts: string[], by: string, none: string): string {
  if (parts.length === 0) return none
  return parts.length === 1 ? parts[0]! : `(${parts.join(by)})`
}

function subsets<T>(list: T[], size: number): T[][] {
  if (size === 0) return [[]]
  return list.flatMap((x, i) => subsets(list.slice(i + 1), size - 1).map((rest) => [x, ...rest]))
}
