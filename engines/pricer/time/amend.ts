import { add, type Exact, parseExact, sum, toPlaces } from '../../money/index.ts'
import type { Prepared } from '../prepare/prepared.ts'
import { prepare } from '../prepare/prepared.ts'
import { price, requestOf } from '../price.ts'
import type { Day, Decimal, PriceContext, Priced, PricedLine, PriceIssue, RequestLine } from '../types.ts'
import { type Credit, creditFrom } from './credit.ts'

export type Amendment = {
  /** The day from which the new state holds. */
  from: Day
  /** The lines as they shall be from then on, by id; `null` ends one. New ids come in. */
  lines: Record<string, RequestLine | null>
}

export type Amended = {
  from: Day
  /** What is given back of the lines that change or end. */
  credits: Credit[]
  /** The changed and new lines for the time that is left. */
  remaining: Priced
  /** Credits and the new charges together: what the amendment costs. */
  totals: { net: Decimal; tax: Decimal; total: Decimal }
  issues: PriceIssue[]
}

/**
 * The new state for the time that is left, and the credits of what it replaces. Lines that stay as they are have no part
 * in it; so the original, less the credits, with the new lines, is the current state to the cent.
 */
export function amend(original: Priced, amendment: Amendment, context: PriceContext | Prepared): Amended {
  const { from } = amendment
  const { policy } = prepare(context)
  const issues: PriceIssue[] = []
  const credits: Credit[] = []
  const lines: RequestLine[] = []
  for (const [id, next] of Object.entries(amendment.lines)) {
    const former = original.lines.find((line) => line.id === id)
    if (former) {
      const credit = creditFrom(former, from, policy)
      if (!('problem' in credit)) credits.push(credit)
      else if (credit.problem !== 'not-charged') issues.push(noCredit(id, from, credit.problem))
    }
    if (next) lines.push({ ...next, id, term: remainingTerm(next, former?.term, from) })
  }
  const remaining = price({ ...requestOf(original), lines, manualDiscounts: [], charges: [] }, context)
  const { totals } = remaining
  const together = (field: 'net' | 'tax' | 'total') =>
    text(add(number(totals[field]), sum(credits.map((credit) => number(credit[field])))), totals.net)
  return {
    from,
    credits,
    remaining,
    totals: { net: together('net'), tax: together('tax'), total: together('total') },
    issues: [...issues, ...remaining.issues],
  }
}

/** A changed line ends when the former one did, or not at all; a new one when it says. */
function remainingTerm(next: RequestLine, former: PricedLine['term'], from: Day): RequestLine['term'] {
  if (next.term?.evergreen) return { start: from, evergreen: true }
  const free = next.term?.end === undefined && next.term?.months === undefined
  if (free && former?.evergreen) return { start: from, evergreen: true }
  const end = next.term?.end ?? (free ? former?.end : undefined)
  const months = end === undefined ? next.term?.months : undefined
  return {
    start: from,
    ...(end === undefined ? {} : { end }),
    ...(months === undefined ? {} : { months }),
  }
}

function noCredit(line: string, from: Day, problem: string): PriceIssue {
  const messages: Record<string, string> = {
    'no-term': `Line ${line} is charged once, so no day divides it.`,
    'outside-term': `${from} is not within the term of line ${line}.`,
    'dates-unreadable': `The day ${from} cannot be read.`,
  }
  return {
    code: `amendment.${problem}`,
    severity: 'error',
    path: ['lines', line, 'term'],
    message: messages[problem] ?? problem,
  }
}

function number(text: Decimal): Exact {
  return parseExact(text) as Exact
}

function text(value: Exact, like: Decimal): Decimal {
  const point = like.indexOf('.')
  return toPlaces(value, point < 0 ? 0 : like.length - point - 1)
}
