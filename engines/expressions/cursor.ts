import { issueAt, Unreadable } from './issues.ts'
import { maxDepth, maxParts } from './limits.ts'
import { scan, type Token } from './scan.ts'
import { type Node, type Place, partsOf } from './syntax.ts'

/** What people write who come from SQL or prose; a Map, so that no word finds what JavaScript adds to objects. */
export const words: ReadonlyMap<string, string> = new Map(
  Object.entries({ and: '&&', or: '||', not: '!', AND: '&&', OR: '||', NOT: '!' }),
)

/** Where a reader is in its tokens, how deep, and how much it has read: the bounds are kept here. */
export class Cursor {
  protected next = 0
  private readonly source: string
  private readonly path: string[] | undefined
  private readonly tokens: Token[]
  private readonly heights = new Map<Node, number>()
  private depth: number
  private parts = 0

  constructor(source: string, path: string[] | undefined, depth: number) {
    this.source = source
    this.path = path
    this.depth = depth
    this.tokens = scan(source, path)
  }

  protected deeper<T>(read: () => T): T {
    if (++this.depth > maxDepth) {
      const token = this.peek()
      throw new Unreadable(
        issueAt(
          this.span(token.from, token.to),
          'too-deep',
          `More than ${maxDepth} levels inside one another`,
        ),
      )
    }
    const result = read()
    this.depth--
    return result
  }

  /** Counts a part that was read, and how high the tree below it is: chains and calls nest without brackets. */
  protected made<N extends Node>(node: N): N {
    if (++this.parts > maxParts) {
      throw new Unreadable(
        issueAt(node.at, 'too-many-parts', `The expression has more than ${maxParts} parts`),
      )
    }
    let height = 0
    for (const part of partsOf(node)) height = Math.max(height, this.heights.get(part) ?? 0)
    if (height >= maxDepth) {
      throw new Unreadable(issueAt(node.at, 'too-deep', `More than ${maxDepth} levels inside one another`))
    }
    this.heights.set(node, height + 1)
    return node
  }

  protected peek(): Token {
    return this.tokens[this.next] ?? (this.tokens.at(-1) as Token)
  }

  protected tokenBefore(): Token {
    return this.tokens[this.next - 1] as Token
  }

  protected endBefore(): number {
    return this.tokenBefore().to
  }

  protected isSign(sign: string): boolean {
    const token = this.peek()
    return token.kind === 'sign' && token.value === sign
  }

  protected take(sign: string): boolean {
    if (!this.isSign(sign)) return false
    this.next++
    return true
  }

  protected expect(sign: string, where: string): void {
    if (!this.take(sign)) this.fail(this.peek(), `${sign} is missing ${where}`)
  }

  protected unexpected(token: Token): never {
    if (token.kind === 'end') return this.fail(token, 'The expression ends too early')
    const sign = token.kind === 'name' ? words.get(token.value) : undefined
    const shown = token.kind === 'text' ? 'This text' : this.source.slice(token.from, token.to)
    return this.fail(token, `${shown} cannot stand here`, sign && `Write ${sign}`)
  }

  protected fail(token: Token, message: string, suggestion?: string): never {
    return this.failAt(this.span(token.from, token.to), message, suggestion)
  }

  protected failAt(at: Place, message: string, suggestion?: string): never {
    throw new Unreadable(issueAt(at, 'syntax', message, suggestion))
  }

  protected span(from: number, to: number): Place {
    return this.path ? { source: this.source, from, to, path: this.path } : { source: this.source, from, to }
  }

  protected around(first: Node, last: Node): Place {
    return this.span(first.at.from, last.at.to)
  }
}
