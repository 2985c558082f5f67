import type { PriceRule } from '../../../contract/price-rules.ts'
import type { Issue } from '../../../contract/problem.ts'
import type { Condition, Targets } from '../../../engines/pricer/types.ts'
import { type Checked, issueAt } from '../../revisions/index.ts'
import { neverHolds } from './certain.ts'
import { datesMeet, quantitiesMeet, targetsMeet } from './overlap.ts'

/**
 * Two rules of the same priority that can meet on a line, where it matters which runs first: percentages go in either
 * order, an amount and a percentage do not, and of two that set a price one wins.
 */
export async function ruleOrder(checked: Checked): Promise<Issue[]> {
  if (!checked.touches('rules')) return []
  const rules = ((await checked.all('rules')) as unknown as PriceRule[]).filter((rule) => rule.active)
  const changed = new Set(checked.kept.filter((draft) => draft.kind === 'rules').map((draft) => draft.code))
  const issues: Issue[] = []
  for (const alike of Map.groupBy(rules, (rule) => rule.priority).values()) {
    for (const one of alike.filter((rule) => changed.has(rule.code))) {
      for (const other of alike) {
        // Of two changed rules the pair is said once.
        if (other === one || (changed.has(other.code) && other.code < one.code)) continue
        if (!orderMatters(one, other) || !canMeet(one, other)) continue
        const message = `${one.code} and ${other.code} have the same priority ${one.priority} and can meet on one line, where it matters which runs first`
        issues.push({
          ...issueAt({ kind: 'rules', code: one.code }, ['priority'], 'order-undecided', message, 'warning'),
          suggestion: 'Give one of them another priority; lower runs first.',
        })
      }
    }
  }
  return issues
}

const sets = (rule: PriceRule) =>
  rule.setPrice !== undefined ||
  rule.minPrice !== undefined ||
  rule.maxPrice !== undefined ||
  rule.formula !== undefined ||
  (rule.tiers ?? []).some((tier) => tier.unitAmount)
const adds = (rule: PriceRule) => rule.amountOff !== undefined || rule.amountUp !== undefined

function orderMatters(one: PriceRule, other: PriceRule): boolean {
  if (sets(one) || sets(other)) return true
  return adds(one) !== adds(other)
}

function canMeet(one: PriceRule, other: PriceRule): boolean {
  if (one.priceBook && other.priceBook && one.priceBook !== other.priceBook) return false
  if (one.currency && other.currency && one.currency !== other.currency) return false
  if (!datesMeet(one, other) || !quantitiesMeet(one, other)) return false
  // The schema's lists may be undefined, the engine's are left out; they say the same.
  if (!targetsMeet(one as Targets, other as Targets)) return false
  const conditions = [one.conditions, other.conditions].filter(
    (each): each is Condition => each !== undefined,
  )
  return !neverHolds({ operator: 'and', conditions })
}
