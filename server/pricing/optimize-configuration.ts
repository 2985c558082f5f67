import type { Configuration } from '../../contract/configurations.ts'
import type { Goal } from '../../contract/configuring.ts'
import {
  type CompiledModel,
  type Decision,
  type Part,
  partsOf,
  type Goal as SearchGoal,
  type Session,
  startSession,
  type Value,
} from '../../engines/configurator/index.ts'
import {
  type Configurable,
  getConfigurable,
  getConfiguration,
  itemOf,
  keepValues,
  work,
} from '../configuration/index.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { readSnapshot } from '../revisions/index.ts'
import { linesOf, priceLines, priceOne } from './price-one.ts'

type Wish = { goal: Goal; direction: 'minimize' | 'maximize'; steps: number }

/**
 * The best configuration that keeps the decisions. By price, each value counts with the net amount the pricer gives the
 * product it stands for, in the quantity asked; the result is then priced whole.
 */
export async function optimizeConfiguration(
  ctx: Context,
  database: object,
  asked: Wish & { product: string; decisions: Decision[]; revision?: number | undefined },
) {
  const product = await getConfigurable(ctx, database, asked.product, asked.revision)
  const session = startSession(product.model, asked.decisions)
  const [broken] = session.dropped
  if (broken) throw new DomainError('configuration.impossible', { reason: broken.message })
  const optimum = session.optimize(await searchGoal(ctx, database, product, session, asked), {
    steps: asked.steps,
  })
  const found = {
    revision: product.revision,
    optimum,
    parts: partsOf(product.model, optimum.configuration),
  }
  if (asked.goal.by !== 'price') return found
  const decisions = Object.entries(optimum.configuration.values).map(([variable, value]) => ({
    variable,
    value,
  }))
  const { by: _, ...terms } = asked.goal
  const { priced } = await priceOne(ctx, database, {
    ...terms,
    product: asked.product,
    revision: product.revision,
    decisions,
  })
  return { ...found, priced: { currency: priced.currency, net: priced.totals.net } }
}

/** The same for a saved configuration; with `keep` what was found becomes its decisions. */
export async function optimizeSaved(
  ctx: Context,
  database: object,
  id: string,
  { keep, item: wanted, ...wish }: Wish & { keep: boolean; item?: string | undefined },
) {
  const saved = await getConfiguration(ctx, id)
  const goal =
    wish.goal.by === 'price' ? { ...wish.goal, customer: wish.goal.customer ?? customerOf(saved) } : wish.goal
  const { product, decisions } = itemOf(saved, wanted)
  const { revision } = saved
  const found = await optimizeConfiguration(ctx, database, { ...wish, goal, product, revision, decisions })
  const { values } = found.optimum.configuration
  const worked = await work(ctx, database, id, wanted, keep ? keepValues(values) : () => [])
  return { ...found, ...worked }
}

const customerOf = ({ customer }: Configuration) => customer as PriceGoal['customer'] // checked when it was saved

async function searchGoal(
  ctx: Context,
  database: object,
  { revision, model }: Configurable,
  session: Session,
  { goal, direction, product }: Wish & { product: string },
): Promise<SearchGoal> {
  if (goal.by === 'total') {
    const total = model.model.totals?.find((each) => each.code === goal.total)
    if (total) return { direction, expression: total.value }
    const totals = model.model.totals?.map((each) => each.code).join(', ') || 'none'
    throw new DomainError('configuration.no-goal', { total: goal.total, totals })
  }
  return { direction, terms: await priceTerms(ctx, database, { revision, model, session, product, goal }) }
}

type PriceGoal = Extract<Goal, { by: 'price' }>

/** What each value that stands for a product adds to the price, before what concerns the quote as a whole. */
async function priceTerms(
  ctx: Context,
  database: object,
  asked: { revision: number; model: CompiledModel; session: Session; product: string; goal: PriceGoal },
): Promise<NonNullable<SearchGoal['terms']>> {
  const standing = valuesWithProducts(asked.model, asked.session)
  const { by: _, quantity, ...terms } = asked.goal
  const snapshot = await readSnapshot(database, ctx.db, asked.revision)
  const head = { id: 'line', product: asked.product, quantity }
  const { priced } = await priceLines(ctx, snapshot, terms, await linesOf(ctx, snapshot, head, standing))
  return standing.flatMap(({ variable, value }, index) => {
    const amount = priced.lines[index + 1]?.afterLineDiscounts
    return amount === undefined ? [] : [{ variable, ...(value !== undefined && { value }), amount }]
  })
}

/**
 * Every value that can still be had and brings a product along. Of a number or a slot, one unit stands for all: its
 * part in the price grows with it.
 */
function valuesWithProducts(model: CompiledModel, session: Session): Part[] {
  const domains = session.domains().filter((domain) => domain.presence !== 'absent')
  const most = Math.max(1, ...domains.map((domain) => ('values' in domain ? domain.values.length : 1)))
  const numbers = new Set(domains.filter((domain) => 'max' in domain).map((domain) => domain.variable))
  const found = new Map<string, Part>()
  for (let nth = 0; nth < most; nth++) {
    const values: Record<string, Value> = {}
    for (const domain of domains) {
      const value = 'values' in domain ? domain.values[nth] : undefined
      if (value && value.state !== 'excluded' && value.state !== 'refused')
        values[domain.variable] = value.value
      // With as many instances as there can be, all that is inside them is asked about too.
      if ('max' in domain) values[domain.variable] = domain.max
    }
    for (const part of partsOf(model, { values })) {
      const slot = /^(.*)\[0\]$/.exec(part.variable)?.[1]
      if (slot !== undefined) found.set(slot, { ...part, variable: slot })
      else if (numbers.has(part.variable)) found.set(part.variable, unitOf(part))
      else if (part.value !== undefined) found.set(`${part.variable} ${part.value}`, part)
    }
  }
  return [...found.values()]
}

const unitOf = ({ product, variable }: Part): Part => ({ product, variable, quantity: '1' })
