import type { Issue } from '../../../contract/problem.ts'
import { compile, startSession } from '../../../engines/configurator/index.ts'
import type { Model } from '../../../engines/configurator/model.ts'
import {
  compare,
  divide,
  exact,
  hundred,
  isZero,
  multiply,
  round,
  subtract,
  toPlaces,
} from '../../../engines/money/index.ts'
import type { Priced } from '../../../engines/pricer/types.ts'
import { policiesOn, type Route, routeFor } from '../../approvals/index.ts'
import { findCustomer } from '../../customers/index.ts'
import type { Queries } from '../../platform/index.ts'
import type { Snapshot } from '../../revisions/index.ts'
import { converter, factsOf, sectionsOf } from '../approval-facts.ts'
import type { Content } from '../content.ts'
import { type PricedQuote, priceQuote } from '../price-quote.ts'
import { customersBook, recentOthersOf } from '../submit-quote.ts'
import type { Figures, Result } from './store.ts'

/** A quote priced twice for the same day: as published, and as the change set would have it. */
export async function pricedTwice(
  db: Queries,
  before: Snapshot,
  after: Snapshot,
  content: Content,
): Promise<{ before: PricedQuote; after: PricedQuote }> {
  const customer = content.customer ? await findCustomer(db, content.customer) : undefined
  return {
    before: await priceQuote(db, before, content, customer),
    after: await priceQuote(db, after, content, customer),
  }
}

export type ToSimulate = { quote: string; content: Content; ownerRoles: readonly string[]; now: Date }

/** What becomes of a quote: what it comes to, what is wrong with it then, and who would have to be asked. */
export async function simulateQuote(
  db: Queries,
  before: Snapshot,
  after: Snapshot,
  { quote, content, ownerRoles, now }: ToSimulate,
): Promise<Result> {
  const priced = await pricedTwice(db, before, after, content)
  const customer = content.customer ? await findCustomer(db, content.customer) : undefined
  const recentOthers = await recentOthersOf(db, content.customer, quote, now)
  const route = async (snapshot: Snapshot, { priced: one, context }: PricedQuote) => {
    const { policies } = await policiesOn(db, snapshot)
    const priceBook = await customersBook(db, snapshot, content, customer)
    const around = { customer, ownerRoles, recentOthers, priceBook }
    return routeFor(policies, factsOf(content, one, context, around), sectionsOf(content, one, around))
  }
  const wrong = [
    ...newErrors(priced.before.priced, priced.after.priced),
    ...(await lostChoices(db, before, after, content)),
  ]
  const asked = newSteps(await route(before, priced.before), await route(after, priced.after))
  const figures = { before: figuresOf(priced.before.priced), after: figuresOf(priced.after.priced) }
  const same = compare(exact(figures.before.net), exact(figures.after.net)) === 0
  return {
    quote,
    outcome: wrong.length > 0 ? 'invalid' : asked.length > 0 ? 'unapprovable' : same ? 'same' : 'changed',
    currency: content.currency,
    ...figures,
    company: { before: inCompany(priced.before, content), after: inCompany(priced.after, content) },
    percent: percentOf(figures.before.net, figures.after.net),
    issues: [...wrong, ...asked],
  }
}

/** In the company's currency; nothing where no rate is known. */
function inCompany({ priced, context }: PricedQuote, { currency }: Content): Partial<Figures> {
  const convert = converter(context, currency)
  const { net, margin } = priced.totals
  return { net: convert(net), margin: margin && convert(margin) }
}

const figuresOf = ({ totals }: Priced): Figures => ({ net: totals.net, margin: totals.margin })

function percentOf(before: string, after: string): string | undefined {
  if (isZero(exact(before))) return undefined
  const moved = divide(multiply(subtract(exact(after), exact(before)), hundred), exact(before))
  return toPlaces(round(moved, 2), 2)
}

/** Errors that are there only with the change set. */
function newErrors(before: Priced, after: Priced): Issue[] {
  const known = new Set(before.issues.map((issue) => `${issue.code} ${issue.path.join('.')}`))
  return after.issues
    .filter((issue) => issue.severity === 'error' && !known.has(`${issue.code} ${issue.path.join('.')}`))
    .map(({ code, severity, path, message }) => ({ code, severity, path: path.map(String), message }))
}

/** Approvals that are asked for only with the change set. */
function newSteps(before: Route, after: Route): Issue[] {
  const reasons = (steps: Route['steps']) => steps.flatMap((step) => step.policies)
  const known = new Set(reasons(before.steps).map((policy) => policy.code))
  const fresh = new Map(
    reasons(after.steps)
      .filter((policy) => !known.has(policy.code))
      .map((policy) => [policy.code, policy]),
  )
  return [...fresh.values()].map((policy) => ({
    code: 'approval.needed',
    severity: 'warning',
    path: [policy.code],
    message: `${policy.name}: ${policy.because.join('; ')}`,
  }))
}

/** Choices of configured lines that no longer hold under a changed model. */
async function lostChoices(
  db: Queries,
  before: Snapshot,
  after: Snapshot,
  content: Content,
): Promise<Issue[]> {
  const issues: Issue[] = []
  for (const line of content.lines.filter((each) => (each.decisions ?? []).length > 0)) {
    const models = await Promise.all([before, after].map((snapshot) => modelOf(db, snapshot, line.product)))
    const [was, is] = models
    if (!is || JSON.stringify(was) === JSON.stringify(is)) continue
    const compiled = compile(is)
    if (!compiled.ok) continue // said by the checks of the change set
    for (const dropped of startSession(compiled.compiled, line.decisions).dropped) {
      issues.push({
        code: 'configuration.lost',
        severity: 'error',
        path: [line.id, dropped.decision.variable],
        message: `${line.productName}: ${dropped.message}`,
      })
    }
  }
  return issues
}

async function modelOf(db: Queries, snapshot: Snapshot, product: string): Promise<Model | undefined> {
  const [row] = await snapshot.get(db, 'products', [product])
  const [model] = typeof row?.model === 'string' ? await snapshot.get(db, 'models', [row.model]) : []
  return model?.model as Model | undefined // parsed when it was put in
}
