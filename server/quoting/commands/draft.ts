import type { Command } from '../../../contract/quotes.ts'
import type { Id } from '../../../contract/values.ts'
import { componentsOf, outOfBounds } from '../../catalog/index.ts'
import { DomainError } from '../../platform/index.ts'
import { type Content, type Header, type Line, withParts } from '../content.ts'
import type { Made } from '../make-line.ts'
import type { Shelf } from '../shelf.ts'

export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>

/**
 * The state while commands are applied, and what all of them need of it: finding what a command names, changing it, and
 * refusing with the number of the command and the reason.
 */
export class Draft {
  command = { index: 0, type: '' }
  header: Header
  lines: Line[]
  readonly shelf: Shelf
  readonly by: string

  constructor({ lines, ...header }: Content, shelf: Shelf, by: string) {
    this.header = header
    this.lines = [...lines]
    this.shelf = shelf
    this.by = by
  }

  get content(): Content {
    return { ...this.header, lines: this.lines }
  }

  refuse(reason: string): never {
    throw new DomainError('command.invalid', { ...this.command, index: this.command.index + 1, reason })
  }

  need(id: Id<'lin'>): Line {
    return this.lines.find((line) => line.id === id) ?? this.refuse(`there is no line ${id}`)
  }

  /** A line that people may change. */
  needOpen(id: Id<'lin'>): Line {
    const line = this.need(id)
    return line.givesBack
      ? this.refuse(`${line.productName} follows from the contract; begin another amendment instead`)
      : line
  }

  needGroup(id: Id<'grp'>): void {
    if (!this.header.groups.some((group) => group.id === id)) this.refuse(`there is no group ${id}`)
  }

  setHeader(change: Partial<Header>): void {
    this.header = { ...this.header, ...change }
  }

  setLine(id: Id<'lin'>, change: Partial<Line>): void {
    const line = this.needOpen(id)
    if (change.quantity !== undefined) {
      this.checkQuantity(line, change.quantity)
      this.#checkComponent(line, change.quantity)
    }
    const index = this.lines.indexOf(line)
    this.lines[index] = { ...line, ...change }
  }

  /** The line as it is made anew with its parts, in the place of both. */
  remake(id: Id<'lin'>, make: (line: Line, parts: readonly Line[]) => Made): void {
    const line = this.needOpen(id)
    const old = withParts(this.lines, id).slice(1)
    const result = make(line, old)
    if ('problem' in result) return this.refuse(result.problem)
    const gone = new Set(old.map((each) => each.id))
    const index = this.lines.indexOf(line)
    const rest = this.lines.filter((each) => !gone.has(each.id))
    this.lines = [...rest.slice(0, index), result.line, ...result.parts, ...rest.slice(index + 1)]
  }

  /** Puts lines behind a line and its parts; first for null, last when nothing is said. */
  insert(lines: Line[], after: Id<'lin'> | null | undefined): void {
    if (after === null) {
      this.lines = [...lines, ...this.lines]
    } else if (after === undefined) {
      this.lines.push(...lines)
    } else {
      const before = withParts(this.lines, this.#root(this.need(after)).id).at(-1)
      const index = before ? this.lines.indexOf(before) + 1 : this.lines.length
      this.lines = [...this.lines.slice(0, index), ...lines, ...this.lines.slice(index)]
    }
  }

  #root(line: Line): Line {
    return line.parent ? this.#root(this.need(line.parent)) : line
  }

  checkQuantity(line: Line, quantity: string): void {
    const decimals = (quantity.split('.')[1] ?? '').replace(/0+$/, '').length
    if (decimals <= line.quantityDecimals) return
    const allowed =
      line.quantityDecimals === 0 ? 'whole numbers' : `at most ${line.quantityDecimals} decimals`
    this.refuse(`${line.productName} is sold in ${allowed}, not in ${quantity}`)
  }

  /** A part of a bundle stays within what the bundle may hold of it. */
  #checkComponent(line: Line, quantity: string): void {
    const parent = line.parent && this.need(line.parent)
    const bundle = parent && this.shelf.product(parent.product)
    if (!bundle || bundle.model) return
    const component = componentsOf(bundle, parent.variant).find((each) => each.product === line.variable)
    const problem = component && outOfBounds(parent.productName, component, quantity)
    if (problem) this.refuse(problem)
  }
}

/** Null says "empty this field"; inside it is absent. */
export function emptied(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value ?? undefined]),
  )
}
