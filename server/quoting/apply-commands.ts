import type { Command } from '../../contract/quotes.ts'
import type { Id } from '../../contract/values.ts'
import { compare, exact } from '../../engines/money/index.ts'
import { DomainError, newId } from '../platform/index.ts'
import { componentsOf, outOfBounds } from './bundle-parts.ts'
import { type Content, type Header, type Line, withParts } from './content.ts'
import { configured, type Made, newLineOf, recomposed } from './make-line.ts'
import { monthsAfter, periodOf } from './ramp.ts'
import type { Shelf } from './shelf.ts'

/**
 * The quote after a list of commands, all or none. Pure but for fresh ids; refuses the first command that cannot be
 * carried out, with its number and the reason.
 */
export function applyCommands(
  content: Content,
  commands: readonly Command[],
  shelf: Shelf,
  by: string,
): Content {
  const draft = new Draft(content, shelf, by)
  commands.forEach((command, index) => {
    draft.command = { index, type: command.type }
    draft.apply(command)
  })
  return draft.content
}

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>

/** The state while commands are applied: lines in one list, changed in place of copies. */
class Draft {
  command = { index: 0, type: '' }
  private header: Header
  private lines: Line[]
  private readonly shelf: Shelf
  private readonly by: string

  constructor({ lines, ...header }: Content, shelf: Shelf, by: string) {
    this.header = header
    this.lines = [...lines]
    this.shelf = shelf
    this.by = by
  }

  get content(): Content {
    return { ...this.header, lines: this.lines }
  }

  apply(command: Command): void {
    switch (command.type) {
      case 'addLine':
        return this.addLine(command)
      case 'removeLine':
        return this.removeLine(command.line)
      case 'moveLine':
        return this.moveLine(command)
      case 'copyLine':
        return this.copyLine(command)
      case 'setQuantity':
        return this.setLine(command.line, { quantity: command.quantity })
      case 'setLine':
        return this.setLineFields(command)
      case 'configureLine':
        return this.configureLine(command.line, command.decisions)
      case 'chooseOption':
        return this.chooseOption(command)
      case 'rampLine':
        return this.rampLine(command)
      case 'takeAlternative':
        return this.takeAlternative(command.line)
      case 'mergeGroups':
        this.needGroup(command.into)
        if (command.group === command.into) this.refuse('a group cannot be merged into itself')
        return this.emptyGroup(command.group, command.into)
      case 'splitGroup': {
        const group = command.group ?? newId('grp')
        this.apply({ type: 'addGroup', group, name: command.name })
        for (const line of command.lines) this.setFamily(line, { group })
        return
      }
      case 'addGroup': {
        const group = { id: command.group ?? newId('grp'), name: command.name }
        if (this.header.groups.some((each) => each.id === group.id))
          this.refuse(`there is a group ${group.id} already`)
        this.header = { ...this.header, groups: [...this.header.groups, group] }
        return
      }
      case 'renameGroup': {
        this.needGroup(command.group)
        const rename = (group: Header['groups'][number]) =>
          group.id === command.group ? { ...group, name: command.name } : group
        this.header = { ...this.header, groups: this.header.groups.map(rename) }
        return
      }
      case 'removeGroup':
        return this.emptyGroup(command.group, undefined)
      case 'applyDiscount':
        return this.applyDiscount(command)
      case 'removeDiscount':
        return this.removeDiscount(command)
      case 'setQuote':
        return this.setQuote(command.fields)
    }
  }

  private addLine({ line: given }: CommandOf<'addLine'>): void {
    if (given.id && this.lines.some((line) => line.id === given.id)) return // sent twice: there already
    if (given.group) this.needGroup(given.group)
    const made = newLineOf(given, this.shelf)
    if ('problem' in made) return this.refuse(made.problem)
    const { line, parts } = made
    this.checkQuantity(line, line.quantity)
    this.insert([line, ...parts], given.after)
  }

  private removeLine(id: Id<'lin'>): void {
    const line = this.needOpen(id)
    if (line.parent)
      this.refuse(`${line.productName} is a part of another line; change that line's configuration`)
    const gone = new Set(withParts(this.lines, id).map((each) => each.id))
    // What was an alternative to it becomes optional: still in sight, still in no total.
    this.lines = this.lines.flatMap((each) =>
      gone.has(each.id)
        ? []
        : each.alternativeTo === id
          ? { ...each, alternativeTo: undefined, optional: true }
          : each,
    )
  }

  private moveLine({ line: id, after, group }: CommandOf<'moveLine'>): void {
    const line = this.need(id)
    if (line.parent) this.refuse('a part moves with the line it belongs to')
    if (group) this.needGroup(group)
    const family = withParts(this.lines, id)
    const moving = new Set(family.map((each) => each.id))
    if (after !== null && moving.has(after)) this.refuse('a line cannot come after itself')
    this.lines = this.lines.filter((each) => !moving.has(each.id))
    const moved =
      group === undefined ? family : family.map((each) => ({ ...each, group: group ?? undefined }))
    this.insert(moved, after)
  }

  private copyLine({ line: id, id: copyId }: CommandOf<'copyLine'>): void {
    const line = this.needOpen(id)
    if (line.parent) this.refuse('copy the line it is a part of')
    const family = withParts(this.lines, id)
    const ids = new Map(family.map((each) => [each.id, each.id === id && copyId ? copyId : newId('lin')]))
    if (copyId && this.lines.some((each) => each.id === copyId)) return
    const copies = family.map((each) => ({
      ...each,
      id: ids.get(each.id) ?? newId('lin'),
      parent: each.parent && ids.get(each.parent),
      manualDiscounts: each.manualDiscounts.map((discount) => ({ ...discount, id: newId('dis') })),
    }))
    this.insert(copies, family.at(-1)?.id)
  }

  private setLineFields({ line: id, fields }: CommandOf<'setLine'>): void {
    const line = this.need(id)
    const { decisions, status, unitPriceOverride, quantity, plan, group, optional, alternativeTo } = fields
    const { notes, term, customerQuantity, variant, components } = fields
    if (group) this.needGroup(group)
    if (fields.customerQuantity) this.checkBounds(line, fields.customerQuantity)
    if (plan && !this.shelf.plansOf(line.product).some((each) => each.code === plan)) {
      this.refuse(`the product ${line.product} has no plan ${plan}`)
    }
    const change: Partial<Line> = emptied({ notes, term, customerQuantity }) as Partial<Line>
    if (quantity !== undefined) change.quantity = quantity
    if (optional !== undefined) change.optional = optional
    if (group !== undefined) change.group = group ?? undefined
    if (alternativeTo !== undefined) change.alternativeTo = this.alternative(id, alternativeTo)
    if (status !== undefined) change.verdict = status === 'CANCELLED' ? 'CANCELLED' : undefined
    if (plan) {
      change.plan = plan
      change.planName = this.shelf.plansOf(line.product).find((each) => each.code === plan)?.name ?? plan
    }
    if (unitPriceOverride !== undefined) {
      change.unitPriceOverride = unitPriceOverride ? { ...unitPriceOverride, by: this.by } : undefined
    }
    this.setLine(id, change)
    if (decisions) this.configureLine(id, decisions)
    if (variant || components) {
      this.remake(id, (changed, parts) => recomposed(changed, { variant, components }, this.shelf, parts))
    }
  }

  private alternative(id: Id<'lin'>, to: Id<'lin'> | null): Id<'lin'> | undefined {
    if (to === null) return undefined
    if (to === id) return this.refuse('a line cannot be an alternative to itself')
    if (this.need(to).alternativeTo) return this.refuse('it would be an alternative to an alternative')
    return to
  }

  private setLine(id: Id<'lin'>, change: Partial<Line>): void {
    const line = this.needOpen(id)
    if (change.quantity !== undefined) {
      this.checkQuantity(line, change.quantity)
      this.checkComponent(line, change.quantity)
    }
    const index = this.lines.indexOf(line)
    this.lines[index] = { ...line, ...change }
  }

  private configureLine(id: Id<'lin'>, decisions: NonNullable<Line['decisions']>): void {
    const line = this.need(id)
    const model = this.shelf.model(line.product)
    if (!model) return this.refuse(`the product ${line.product} has nothing to configure`)
    this.remake(id, (changed, parts) => configured({ ...changed, decisions }, model, this.shelf, parts))
  }

  /** The line as it is made anew with its parts, in the place of both. */
  private remake(id: Id<'lin'>, make: (line: Line, parts: readonly Line[]) => Made): void {
    const line = this.needOpen(id)
    const old = withParts(this.lines, id).slice(1)
    const result = make(line, old)
    if ('problem' in result) return this.refuse(result.problem)
    const gone = new Set(old.map((each) => each.id))
    const index = this.lines.indexOf(line)
    const rest = this.lines.filter((each) => !gone.has(each.id))
    this.lines = [...rest.slice(0, index), result.line, ...result.parts, ...rest.slice(index + 1)]
  }

  /** Options are chosen one by one; what was chosen before of the same variable gives way. */
  private chooseOption({ line: id, variable, value }: CommandOf<'chooseOption'>): void {
    const others = (this.need(id).decisions ?? []).filter((each) => each.variable !== variable)
    this.configureLine(id, value === null ? others : [...others, { variable, value }])
  }

  /** One line for each period: the first is the line itself, the others stand behind it. */
  private rampLine({ line: id, periods }: CommandOf<'rampLine'>): void {
    const line = this.need(id)
    if (line.parent) this.refuse('ramp the line it is a part of')
    let start = line.term?.start ?? this.header.term?.start ?? this.header.asOf.slice(0, 10)
    let behind = id
    for (const [index, period] of periods.entries()) {
      const own = index === 0 ? id : (period.id ?? newId('lin'))
      if (index > 0) this.copyLine({ type: 'copyLine', line: behind, id: own })
      this.setLine(own, periodOf(this.need(own), period, start, this.by, newId('dis')))
      start = monthsAfter(start, period.months)
      behind = own
    }
  }

  /** The alternative counts from now on, and what it stood for becomes an alternative to it, as do all others. */
  private takeAlternative(id: Id<'lin'>): void {
    const { alternativeTo } = this.need(id)
    if (!alternativeTo) return this.refuse('it is no alternative to another line')
    this.lines = this.lines.map((line) => {
      if (line.id === id) return { ...line, alternativeTo: undefined }
      const rival = line.id === alternativeTo || line.alternativeTo === alternativeTo
      return rival ? { ...line, alternativeTo: id } : line
    })
  }

  /** The group goes; its lines go into another one, or into none. */
  private emptyGroup(id: Id<'grp'>, into: Id<'grp'> | undefined): void {
    this.needGroup(id)
    this.header = { ...this.header, groups: this.header.groups.filter((each) => each.id !== id) }
    this.lines = this.lines.map((line) => (line.group === id ? { ...line, group: into } : line))
  }

  /** The line with its parts. */
  private setFamily(id: Id<'lin'>, change: Partial<Line>): void {
    if (this.need(id).parent) this.refuse('a part is where the line it belongs to is')
    const family = new Set(withParts(this.lines, id).map((each) => each.id))
    this.lines = this.lines.map((line) => (family.has(line.id) ? { ...line, ...change } : line))
  }

  private applyDiscount({ line: id, discount }: CommandOf<'applyDiscount'>): void {
    const target = id ? this.need(id) : this.header
    const change: Partial<Pick<Header, 'discountCodes' | 'manualDiscounts'>> = {}
    if ('code' in discount) {
      if (target.discountCodes.includes(discount.code)) return
      change.discountCodes = [...target.discountCodes, discount.code]
    } else {
      const made = { ...discount, id: discount.id ?? newId('dis'), by: this.by }
      change.manualDiscounts = [...target.manualDiscounts.filter((each) => each.id !== made.id), made]
    }
    if (id) this.setLine(id, change)
    else this.header = { ...this.header, ...change }
  }

  private removeDiscount({ line: id, discount }: CommandOf<'removeDiscount'>): void {
    const target = id ? this.need(id) : this.header
    const change = {
      discountCodes: target.discountCodes.filter((code) => code !== discount),
      manualDiscounts: target.manualDiscounts.filter((each) => each.id !== discount),
    }
    const same =
      change.discountCodes.length === target.discountCodes.length &&
      change.manualDiscounts.length === target.manualDiscounts.length
    if (same) this.refuse(`there is no discount ${discount} to remove`)
    if (id) this.setLine(id, change)
    else this.header = { ...this.header, ...change }
  }

  private setQuote(fields: CommandOf<'setQuote'>['fields']): void {
    const { term } = fields
    if (term?.start && term.end && term.end <= term.start) this.refuse('the term ends before it begins')
    this.header = { ...this.header, ...(emptied(fields) as Partial<Header>) }
  }

  /** Puts lines behind a line and its parts; first for null, last when nothing is said. */
  private insert(lines: Line[], after: Id<'lin'> | null | undefined): void {
    if (after === null) {
      this.lines = [...lines, ...this.lines]
    } else if (after === undefined) {
      this.lines.push(...lines)
    } else {
      const before = withParts(this.lines, this.root(this.need(after)).id).at(-1)
      const index = before ? this.lines.indexOf(before) + 1 : this.lines.length
      this.lines = [...this.lines.slice(0, index), ...lines, ...this.lines.slice(index)]
    }
  }

  private root(line: Line): Line {
    return line.parent ? this.root(this.need(line.parent)) : line
  }

  private need(id: Id<'lin'>): Line {
    return this.lines.find((line) => line.id === id) ?? this.refuse(`there is no line ${id}`)
  }

  /** A line that people may change. */
  private needOpen(id: Id<'lin'>): Line {
    const line = this.need(id)
    return line.givesBack
      ? this.refuse(`${line.productName} follows from the contract; begin another amendment instead`)
      : line
  }

  private needGroup(id: Id<'grp'>): void {
    if (!this.header.groups.some((group) => group.id === id)) this.refuse(`there is no group ${id}`)
  }

  private checkBounds(line: Line, { min, max }: { min: string; max: string }): void {
    if (line.parent) this.refuse('the quantity of a part follows from the line it belongs to')
    for (const bound of [min, max]) this.checkQuantity(line, bound)
    if (compare(exact(min), exact(max)) > 0) this.refuse(`from ${min} to ${max} there is nothing to choose`)
  }

  /** A part of a bundle stays within what the bundle may hold of it. */
  private checkComponent(line: Line, quantity: string): void {
    const parent = line.parent && this.need(line.parent)
    const bundle = parent && this.shelf.product(parent.product)
    if (!bundle || bundle.model) return
    const component = componentsOf(bundle, parent.variant).find((each) => each.product === line.variable)
    const problem = component && outOfBounds(parent.productName, component, quantity)
    if (problem) this.refuse(problem)
  }

  private checkQuantity(line: Line, quantity: string): void {
    const decimals = (quantity.split('.')[1] ?? '').replace(/0+$/, '').length
    if (decimals <= line.quantityDecimals) return
    const allowed =
      line.quantityDecimals === 0 ? 'whole numbers' : `at most ${line.quantityDecimals} decimals`
    this.refuse(`${line.productName} is sold in ${allowed}, not in ${quantity}`)
  }

  private refuse(reason: string): never {
    throw new DomainError('command.invalid', { ...this.command, index: this.command.index + 1, reason })
  }
}

/** Null says "empty this field"; inside it is absent. */
function emptied(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value ?? undefined]),
  )
}
