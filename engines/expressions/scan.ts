import { issueAt, Unreadable } from './issues.ts'
import { maxNumberLength, maxTextLength } from './limits.ts'

export type Token = {
  kind: 'name' | 'number' | 'text' | 'sign' | 'end'
  /** The name, the digits, the sign as written; of a text what it means. */
  value: string
  from: number
  to: number
}

const space = /[ \t\r\n]+|\/\/[^\n]*/y
const name = /[A-Za-z_][A-Za-z0-9_]*/y
const number = /(?:\d+(?:\.\d+)?|\.\d+)/y
const sign = /&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]]/y

/** What people write who come from SQL, spreadsheets or prose. */
const otherwise: Record<string, string> = {
  '=': '==',
  '<>': '!=',
  '&': '&&',
  '|': '||',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '×': '*',
  '“': '"',
  '„': '"',
  '‘': "'",
  '{': '[',
}

/** Cuts a text into tokens, the last of kind `end`. */
export function scan(source: string, path?: string[]): Token[] {
  if (source.length > maxTextLength) {
    throw new Unreadable(
      issueAt(
        path && { source: '', from: -1, to: -1, path },
        'too-long',
        `The expression has ${source.length} characters; the limit is ${maxTextLength}`,
      ),
    )
  }
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    const from = at
    if (match(space)) continue
    if (match(name)) push('name', source.slice(from, at))
    else if (match(number)) push('number', digits(from))
    else if (source[at] === '"' || source[at] === "'") push('text', quoted(from))
    else if (source.startsWith('<>', at)) refuse(from, from + 2, '<>')
    else if (match(sign)) push('sign', source.slice(from, at))
    else refuse(from, from + 1, String.fromCodePoint(source.codePointAt(from) ?? 0))

    function push(kind: Token['kind'], value: string): void {
      tokens.push({ kind, value, from, to: at })
    }
  }
  tokens.push({ kind: 'end', value: '', from: source.length, to: source.length })
  return tokens

  function match(pattern: RegExp): boolean {
    pattern.lastIndex = at
    if (!pattern.test(source)) return false
    at = pattern.lastIndex
    return true
  }

  function digits(from: number): string {
    const text = source.slice(from, at)
    if (at - from > maxNumberLength) fail(from, at, `A number has at most ${maxNumberLength} digits`)
    if (/[A-Za-z_]/.test(source[at] ?? '')) {
      fail(
        from,
        at + 1,
        `${source.slice(from, at + 1)} is no number`,
        'Write digits only, without exponent or unit',
      )
    }
    return text.startsWith('.') ? `0${text}` : text
  }

  function quoted(from: number): string {
    const quote = source[at++]
    let value = ''
    for (;;) {
      const char = source[at]
      if (char === undefined || char === '\n')
        fail(from, at, 'The text in quotes does not end', `Close it with ${quote}`)
      at++
      if (char === quote) return value
      value += char === '\\' ? escaped() : char
    }
  }

  function escaped(): string {
    const char = source[at++] ?? ''
    if (char === 'n') return '\n'
    if (char === 't') return '\t'
    if (char === 'r') return '\r'
    if (char === '\\' || char === '"' || char === "'") return char
    const hex = /^[0-9a-fA-F]{4}/.exec(source.slice(at, at + 4))
    if (char === 'u' && hex) {
      at += 4
      return String.fromCharCode(Number.parseInt(hex[0], 16))
    }
    return fail(at - 2, at, `\\${char} means nothing in a text`, 'Write \\\\ for a backslash')
  }

  function refuse(from: number, to: number, found: string): never {
    const instead = otherwise[found]
    return fail(from, to, `${found} is no sign of the language`, instead && `Write ${instead}`)
  }

  function fail(from: number, to: number, message: string, suggestion?: string): never {
    throw new Unreadable(
      issueAt({ source, from, to, ...(path ? { path } : {}) }, 'syntax', message, suggestion),
    )
  }
}
