import type { ApprovalPolicy } from '../../contract/approval-policies.ts'
import type { WaySuggestion } from '../../contract/approvals.ts'
import type { Command } from '../../contract/quotes.ts'
import { compare, exact, subtract } from '../../engines/money/index.ts'
import { change, changeTo, prepare, price } from '../../engines/pricer/index.ts'
import type { PriceContext, Priced, PriceRequest } from '../../engines/pricer/types.ts'
import { asking } from '../approvals/index.ts'
import { DomainError } from '../platform/index.ts'
import { type Around, factsOf } from './approval-facts.ts'
import { type Ladder, laddersOf } from './avoiding-ladders.ts'
import { applyCommands } from './commands/index.ts'
import type { Content } from './content.ts'
import { requestOf } from './price-quote.ts'
import type { Shelf } from './shelf.ts'
import { fartherFacts } from './submit-quote.ts'

type Situation = {
  content: Content
  context: PriceContext
  around: Around
  policies: readonly ApprovalPolicy[]
  /** Whoever may not see cost, margin and floor is not told to the tenth of a percent where a margin lies. */
  coarse: boolean
}

/** Nothing a suggestion does needs the catalog. */
const emptyShelf: Shelf = { product: () => undefined, plansOf: () => [], model: () => undefined }
const most = 8

/**
 * The smallest changes after which a policy would not ask any more. Each way of giving less is a ladder from the quote
 * as it stands down to nothing; the lowest rung that is enough is found by halving, and every rung that is tried is
 * priced and judged by the very conditions: nothing here knows what a condition says.
 */
export function waysToAvoid(situation: Situation): WaySuggestion[] {
  const trial = new Trial(situation)
  const asked = trial.asking(situation.content)
  if (!asked || asked.codes.size === 0) return []
  const found: (WaySuggestion & { rung: number; rungs: number; what: string })[] = []
  for (const ladder of laddersOf(situation.content, asked.priced, situation)) {
    const end = trial.after(ladder.commands(ladder.rungs))
    if (!end) continue
    for (const code of asked.codes) {
      if (end.codes.has(code) || !onlyFewer(end.codes, asked.codes)) continue
      const rung = lowestEnough(ladder, trial, code, asked.codes)
      if (rung === undefined) continue
      const commands = ladder.commands(rung)
      const result = trial.after(commands)
      if (!result || found.some((one) => one.what === ladder.what && one.rung === rung)) continue
      found.push({
        words: ladder.words(rung),
        commands,
        avoids: [...asked.codes].filter((each) => !result.codes.has(each)),
        avoidsAll: result.codes.size === 0,
        total: result.priced.totals.total,
        rung,
        rungs: ladder.rungs,
        what: ladder.what,
      })
    }
  }
  const before = exact(asked.priced.totals.total)
  const cost = (one: WaySuggestion) => {
    const difference = subtract(exact(one.total), before)
    return compare(difference, exact('0')) < 0 ? subtract(exact('0'), difference) : difference
  }
  return found
    .sort(
      (a, b) =>
        Number(b.avoidsAll) - Number(a.avoidsAll) ||
        b.avoids.length - a.avoids.length ||
        compare(cost(a), cost(b)) ||
        a.rung / a.rungs - b.rung / b.rungs,
    )
    .slice(0, most)
    .map(({ rung: _, rungs: __, what: ___, ...way }) => way)
}

/** The lowest rung on which the policy is quiet; what is quiet on one rung is taken to be so on all above it. */
function lowestEnough(
  ladder: Ladder,
  trial: Trial,
  code: string,
  before: ReadonlySet<string>,
): number | undefined {
  let [low, high] = [0, ladder.rungs]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const there = trial.after(ladder.commands(middle))
    if (!there && trial.spent) return undefined
    if (there && !there.codes.has(code) && onlyFewer(there.codes, before)) high = middle
    else low = middle
  }
  return high
}

/** A change that makes another policy ask is no way out. */
function onlyFewer(now: ReadonlySet<string>, before: ReadonlySet<string>): boolean {
  return [...now].every((code) => before.has(code))
}

type Asking = { codes: Set<string>; priced: Priced }

/** Tries contents: prices each from the one before it, by what changed, and asks the policies. */
class Trial {
  private readonly situation: Situation
  private readonly prepared: ReturnType<typeof prepare>
  private readonly request: PriceRequest
  private readonly base: Priced
  private left: number

  constructor(situation: Situation) {
    this.situation = situation
    this.prepared = prepare(situation.context)
    this.request = requestOf(situation.content, situation.around.customer)
    this.base = price(this.request, this.prepared)
    // A long quote costs more to judge: it gets fewer tries.
    this.left = Math.max(30, Math.min(500, Math.round(20_000 / Math.max(1, situation.content.lines.length))))
  }

  get spent(): boolean {
    return this.left <= 0
  }

  after(commands: readonly Command[]): Asking | undefined {
    if (this.spent) return undefined
    this.left -= 1
    try {
      return this.asking(applyCommands(this.situation.content, commands, emptyShelf, 'suggestion'))
    } catch (error) {
      if (error instanceof DomainError) return undefined // cannot be carried out: no way out
      throw error
    }
  }

  asking(content: Content): Asking | undefined {
    const { context, around, policies } = this.situation
    const priced = change(
      this.base,
      changeTo(this.request, requestOf(content, around.customer)),
      this.prepared,
    )
    if (priced.issues.some((issue) => issue.severity === 'error')) return undefined
    const facts = factsOf(content, priced, context, around)
    const farther = fartherFacts(content, this.prepared, context, around)
    this.left -= farther.length
    return { codes: new Set(asking(policies, facts, farther)), priced }
  }
}
