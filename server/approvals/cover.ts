import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type Condition, toJson } from '../../engines/expressions/index.ts'
import { compare, exact } from '../../engines/money/index.ts'
import { type Facts, type SectionName, type Sections, sectionsOfFields } from './facts.ts'

/** Which way a fact gets worse for us; `any`: every change counts. */
type Worse = 'up' | 'down' | 'any'

/** What an approval is for: everything its policy looked at. */
export type Cover = {
  hash: string
  looked: Record<string, Worse>
}

/** The quote as approvers are shown it: kept with the request, compared on the next one. */
export type Shown = {
  header: Record<string, string>
  lines: ShownLine[]
}
export type ShownLine = {
  id: string
  name: string
  product: string
  plan: string
  quantity: string
  term?: string | undefined
  net?: string | undefined
  discountPercent: string
  counted: boolean
  /** What the customer may choose about it. */
  open?: string | undefined
}

/** The state of a quote that approvals are held against. */
export type State = { facts: Facts; sections: Sections; shown: Shown }

export function coverOf(condition: Condition, fields: readonly string[], sections: Sections): Cover {
  const seen = sectionsOfFields(fields).map((name) => `${name}:${sections[name]}`)
  return {
    hash: sha256([JSON.stringify(condition), ...seen].join('\n')),
    looked: Object.fromEntries(
      fields.map((field) => [field, directions(condition).get(field) ?? 'any']),
    ) as Record<string, Worse>,
  }
}

/**
 * Whether an approval given for `before` is good for `now`: the same content, or content that only got better, and no
 * figure worse. The same content can look worse by now: a cost rose, the customer became another kind, others were sold to.
 */
export function stillCovers(given: Cover, before: State, asked: Cover, now: State): boolean {
  const fields = Object.keys(asked.looked)
  if (!fields.every((field) => factIsNoWorse(field, asked.looked[field] ?? 'any', before.facts, now.facts)))
    return false
  if (given.hash === asked.hash) return true
  if (fields.length === 0 || !fields.every((field) => field in given.looked)) return false
  return sectionsOfFields(fields).every(
    (part) => before.sections[part] === now.sections[part] || partGotBetter(part, before, now),
  )
}

/** The same things at the same quantities and terms, and no price below what was seen. */
function partGotBetter(part: SectionName, before: State, now: State): boolean {
  if (part === 'goods') return goodsGotBetter(before, now)
  if (part === 'payment') {
    const masked = ({ facts }: State) => (facts.paymentTerms ?? '').replace(/\d+/, '#')
    return masked(before) === masked(now)
  }
  return part === 'validity'
}

function goodsGotBetter(before: State, now: State): boolean {
  if (before.facts.currency !== now.facts.currency) return false
  if (before.shown.header.term !== now.shown.header.term) return false
  const old = new Map(before.shown.lines.map((line) => [line.id, line]))
  if (old.size !== now.shown.lines.length) return false
  return now.shown.lines.every((line) => {
    const was = old.get(line.id)
    return (
      was !== undefined &&
      was.product === line.product &&
      was.plan === line.plan &&
      was.quantity === line.quantity &&
      was.term === line.term &&
      was.counted === line.counted &&
      was.open === line.open &&
      (was.net === line.net ||
        (was.net !== undefined && line.net !== undefined && compare(exact(line.net), exact(was.net)) >= 0))
    )
  })
}

/** Amounts that grow because prices of the same goods grew; where goods changed, their hash did. */
const grownByBetterPrices = new Set(['total', 'net'])

function factIsNoWorse(field: string, worse: Worse, before: Facts, now: Facts): boolean {
  const [was, is] = [factAt(before, field), factAt(now, field)]
  if (isDeepStrictEqual(asStored(was), asStored(is))) return true
  if (grownByBetterPrices.has(field) && worse === 'up') return true
  if (worse === 'any' || typeof was !== 'string' || typeof is !== 'string') return false
  const order = compare(exact(is), exact(was))
  return worse === 'up' ? order <= 0 : order >= 0
}

/** As the database gives it back: nothing is where nothing was said. */
const asStored = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))

function factAt(facts: Facts, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], facts)
}

/** For each field how it gets worse: up where "more than" asks for the approval. Whatever is not that plain is `any`. */
function directions(condition: Condition): Map<string, Worse> {
  const found = new Map<string, Worse>()
  const note = (field: string, worse: Worse) => {
    const known = found.get(field)
    found.set(field, known === undefined || known === worse ? worse : 'any')
  }
  const walk = (part: Condition, turned: boolean): void => {
    if ('expression' in part) {
      const read = toJson(part.expression)
      if (read.ok && !('expression' in read.condition)) walk(read.condition, turned)
    } else if ('operator' in part) {
      for (const each of part.conditions) walk(each, part.operator === 'not' ? !turned : turned)
    } else if (part.op === 'gt' || part.op === 'gte') {
      note(part.field, turned ? 'down' : 'up')
    } else if (part.op === 'lt' || part.op === 'lte') {
      note(part.field, turned ? 'up' : 'down')
    } else {
      note(part.field, 'any')
    }
  }
  walk(condition, false)
  return found
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
