export type Token = {
  kind: 'name' | 'number' | 'text' | 'sign' | 'end'
  text: string
  /** Of a name: its parts, without dots and backticks. */
  segments?: string[]
  at: number
  to: number
}

/** Something that cannot be read, and where. */
export class Unreadable extends Error {
  readonly at: number
  readonly to: number
  constructor(message: string, { at, to }: { at: number; to: number }) {
    super(message)
    this.at = at
    this.to = to
  }
}

const segment = '(?:[A-Za-z_]\\w*|`[^`]*`)(?:\\[\\d+\\])?'
const patterns: [Token['kind'] | 'space', RegExp][] = [
  ['space', /\s+/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['text', /"(?:[^"\\]|\\.)*"|'[^']*'/y],
  ['name', new RegExp(`${segment}(?:\\.${segment})*`, 'y')],
  ['sign', /&&|\|\||==|!=|<=|>=|[-+*/<>!()[\],]/y],
]

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const found = matchAt(text, at)
    if (!found) {
      const what =
        text[at] === '"' ? 'This text has no closing quotation mark' : `“${text[at]}” has no meaning here`
      throw new Unreadable(text[at] === '=' ? 'Equality is written ==' : what, { at, to: at + 1 })
    }
    const to = at + found.text.length
    if (found.kind !== 'space') tokens.push({ ...inside(found.kind, found.text), at, to })
    at = to
  }
  return [...tokens, { kind: 'end', text: '', at, to: at + 1 }]
}

function matchAt(text: string, at: number) {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const [found] = pattern.exec(text) ?? []
    if (found) return { kind, text: found }
  }
  return undefined
}

function inside(kind: Token['kind'], text: string): Pick<Token, 'kind' | 'text' | 'segments'> {
  if (kind === 'text')
    return { kind, text: text.startsWith('"') ? (JSON.parse(text) as string) : text.slice(1, -1) }
  if (kind !== 'name') return { kind, text }
  const segments = [...text.matchAll(new RegExp(segment, 'g'))].map(([part]) => part.replaceAll('`', ''))
  return { kind, text, segments }
}
