import { compare, exact } from '../../../engines/money/index.ts'
import { newId } from '../../platform/index.ts'
import type { Header, Line } from '../content.ts'
import { recomposed } from '../make-line.ts'
import { monthsAfter, periodOf } from '../ramp.ts'
import { configureLine } from './configuration.ts'
import { type CommandOf, type Draft, emptied } from './draft.ts'
import { alternative, copyLine } from './lines.ts'

export function setQuantity(draft: Draft, { line, quantity }: CommandOf<'setQuantity'>): void {
  draft.setLine(line, { quantity })
}

export function setLine(draft: Draft, { line: id, fields }: CommandOf<'setLine'>): void {
  const line = draft.need(id)
  const { decisions, status, unitPriceOverride, quantity, plan, group, optional, alternativeTo } = fields
  const { notes, term, customerQuantity, variant, components } = fields
  if (group) draft.needGroup(group)
  if (customerQuantity) checkBounds(draft, line, customerQuantity)
  if (plan && !draft.shelf.plansOf(line.product).some((each) => each.code === plan)) {
    draft.refuse(`the product ${line.product} has no plan ${plan}`)
  }
  const change: Partial<Line> = emptied({ notes, term, customerQuantity }) as Partial<Line>
  if (quantity !== undefined) change.quantity = quantity
  if (optional !== undefined) change.optional = optional
  if (group !== undefined) change.group = group ?? undefined
  if (alternativeTo !== undefined) change.alternativeTo = alternative(draft, id, alternativeTo)
  if (status !== undefined) change.verdict = status === 'CANCELLED' ? 'CANCELLED' : undefined
  if (plan) {
    change.plan = plan
    change.planName = draft.shelf.plansOf(line.product).find((each) => each.code === plan)?.name ?? plan
  }
  if (unitPriceOverride !== undefined) {
    change.unitPriceOverride = unitPriceOverride ? { ...unitPriceOverride, by: draft.by } : undefined
  }
  draft.setLine(id, change)
  if (decisions) configureLine(draft, { line: id, decisions })
  if (variant || components) {
    draft.remake(id, (changed, parts) => recomposed(changed, { variant, components }, draft.shelf, parts))
  }
}

export function setQuote(draft: Draft, { fields }: CommandOf<'setQuote'>): void {
  const { term } = fields
  if (term?.start && term.end && term.end <= term.start) draft.refuse('the term ends before it begins')
  draft.setHeader(emptied(fields) as Partial<Header>)
}

/** One line for each period: the first is the line itself, the others stand behind it. */
export function rampLine(draft: Draft, { line: id, periods }: CommandOf<'rampLine'>): void {
  const line = draft.need(id)
  if (line.parent) draft.refuse('ramp the line it is a part of')
  let start = line.term?.start ?? draft.header.term?.start ?? draft.header.asOf.slice(0, 10)
  let behind = id
  for (const [index, period] of periods.entries()) {
    const own = index === 0 ? id : (period.id ?? newId('lin'))
    if (index > 0) copyLine(draft, { type: 'copyLine', line: behind, id: own })
    draft.setLine(own, periodOf(draft.need(own), period, start, draft.by, newId('dis')))
    start = monthsAfter(start, period.months)
    behind = own
  }
}

function checkBounds(draft: Draft, line: Line, { min, max }: { min: string; max: string }): void {
  if (line.parent) draft.refuse('the quantity of a part follows from the line it belongs to')
  for (const bound of [min, max]) draft.checkQuantity(line, bound)
  if (compare(exact(min), exact(max)) > 0) draft.refuse(`from ${min} to ${max} there is nothing to choose`)
}
