import { ScimError } from './scim-error.ts'

/** A filter of SCIM (RFC 7644, 3.4.2.2), parsed: names of attributes in small letters, since their case means nothing. */
export type Filter =
  | { kind: 'and' | 'or'; left: Filter; right: Filter }
  | { kind: 'not'; of: Filter }
  | { kind: 'compare'; path: string[]; op: Comparison; value: unknown }
  | { kind: 'present'; path: string[] }
  | { kind: 'within'; path: string[]; of: Filter }
type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

const comparisons = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])
const longest = 2000

export function parseFilter(text: string): Filter {
  if (text.length > longest) throw wrong('it is too long')
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[()[\]]|[^\s()[\]"]+/g) ?? []
  let at = 0
  const peek = () => tokens[at]?.toLowerCase()
  const take = () => tokens[at++] ?? ''

  function anyOf(): Filter {
    let left = allOf()
    while (peek() === 'or') {
      take()
      left = { kind: 'or', left, right: allOf() }
    }
    return left
  }
  function allOf(): Filter {
    let left = one()
    while (peek() === 'and') {
      take()
      left = { kind: 'and', left, right: one() }
    }
    return left
  }
  function one(): Filter {
    if (peek() === 'not') {
      take()
      return { kind: 'not', of: one() }
    }
    if (peek() === '(') {
      take()
      const inner = anyOf()
      if (take() !== ')') throw wrong('a ")" is missing')
      return inner
    }
    const path = pathOf(take())
    if (peek() === '[') {
      take()
      const of = anyOf()
      if (take() !== ']') throw wrong('a "]" is missing')
      return { kind: 'within', path, of }
    }
    const op = take().toLowerCase()
    if (op === 'pr') return { kind: 'present', path }
    if (!comparisons.has(op)) throw wrong(`"${op}" is no operator`)
    return { kind: 'compare', path, op: op as Comparison, value: valueOf(take()) } // in the set above
  }

  const filter = anyOf()
  if (at < tokens.length) throw wrong(`"${tokens[at]}" is not expected there`)
  return filter
}

/** "urn:…:User:name.familyName" → ["name", "familyname"]. */
export function pathOf(text: string): string[] {
  const bare = text.replace(/^urn:[^ ]*:(?=[^:]+$)/i, '')
  if (!/^[A-Za-z$][\w$-]*(\.[A-Za-z$][\w$-]*)*$/.test(bare)) throw wrong(`"${text}" is no attribute`)
  return bare.toLowerCase().split('.')
}

/** Whether a resource fits. Texts are compared without regard to case, as userName, emails and the like ask for. */
export function fits(resource: unknown, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return fits(resource, filter.left) && fits(resource, filter.right)
    case 'or':
      return fits(resource, filter.left) || fits(resource, filter.right)
    case 'not':
      return !fits(resource, filter.of)
    case 'present':
      return valuesAt(resource, filter.path).some(
        (value) => value !== undefined && value !== null && value !== '',
      )
    case 'within':
      return valuesAt(resource, filter.path).some((value) => fits(value, filter.of))
    case 'compare': {
      const values = valuesAt(resource, filter.path).map((value) =>
        typeof value === 'object' && value !== null && 'value' in value ? value.value : value,
      )
      return filter.op === 'ne'
        ? !values.some((value) => compared(value, 'eq', filter.value))
        : values.some((value) => compared(value, filter.op, filter.value))
    }
  }
}

function valuesAt(resource: unknown, [name, ...rest]: string[]): unknown[] {
  if (name === undefined) return [resource]
  if (Array.isArray(resource)) return resource.flatMap((one) => valuesAt(one, [name, ...rest]))
  if (typeof resource !== 'object' || resource === null) return []
  const found = Object.entries(resource).find(([key]) => key.toLowerCase() === name)?.[1]
  if (found === undefined) return []
  return (Array.isArray(found) ? found : [found]).flatMap((value) => valuesAt(value, rest))
}

function compared(value: unknown, op: Comparison, wanted: unknown): boolean {
  if (op === 'eq' && typeof value === 'boolean') return String(value) === String(wanted).toLowerCase()
  if (typeof value === 'string' && typeof wanted === 'string') {
    const [left, right] = [value.toLowerCase(), wanted.toLowerCase()]
    if (op === 'eq') return left === right
    if (op === 'co') return left.includes(right)
    if (op === 'sw') return left.startsWith(right)
    if (op === 'ew') return left.endsWith(right)
    return ordered(left < right ? -1 : left > right ? 1 : 0, op)
  }
  return op === 'eq' && value === wanted
}

function ordered(sign: number, op: Comparison): boolean {
  if (op === 'gt') return sign > 0
  if (op === 'ge') return sign >= 0
  if (op === 'lt') return sign < 0
  return op === 'le' && sign <= 0
}

function valueOf(token: string): unknown {
  try {
    return JSON.parse(/^(true|false|null)$/i.test(token) ? token.toLowerCase() : token) as unknown
  } catch {
    throw wrong(`"${token}" is no value; texts stand in quotes`)
  }
}

const wrong = (why: string) => new ScimError(400, `The filter cannot be read: ${why}.`, 'invalidFilter')
