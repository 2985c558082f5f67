import type { Issue } from '../../../contract/problem.ts'
import { compileCondition, compileFormula } from '../../../engines/expressions/index.ts'
import { lineScope } from '../../../engines/pricer/index.ts'
import type { Condition } from '../../../engines/pricer/types.ts'
import { type Checked, issueAt } from '../../revisions/index.ts'
import { alwaysHolds, neverHolds } from './certain.ts'

const withConditions = new Set(['prices', 'rules', 'discounts', 'surcharges'])

/** Conditions and formulas that cannot be read, and those that decide nothing. */
export function expressions({ kept, now }: Checked): Issue[] {
  return kept
    .filter((draft) => withConditions.has(draft.kind))
    .flatMap((draft) => {
      const { conditions, formula, minQuantity, maxQuantity, effectiveTo } = draft.body as {
        conditions?: Condition
        formula?: string
        minQuantity?: string
        maxQuantity?: string
        effectiveTo?: string
      }
      const issues: Issue[] = []
      if (effectiveTo && Date.parse(effectiveTo) <= now.getTime()) {
        const message = `${draft.code} held until ${effectiveTo.slice(0, 10)} only: it can never apply again`
        issues.push(issueAt(draft, ['effectiveTo'], 'over', message, 'warning'))
      }
      if (formula) {
        const compiled = compileFormula(formula, lineScope, 'money')
        if (!compiled.ok) issues.push(unreadable(draft, 'formula', compiled.issues[0]))
      }
      if (!conditions) return issues
      const compiled = compileCondition(conditions, lineScope)
      if (!compiled.ok) return [...issues, unreadable(draft, 'conditions', compiled.issues[0])]
      const beside = [
        ...(minQuantity ? [{ field: 'quantity', op: 'gte', value: minQuantity }] : []),
        ...(maxQuantity ? [{ field: 'quantity', op: 'lt', value: maxQuantity }] : []),
      ]
      if (neverHolds(conditions, beside)) {
        const message = `the condition of ${draft.code} can never hold: parts of it contradict each other`
        issues.push(issueAt(draft, ['conditions'], 'never-holds', message))
      } else if (alwaysHolds(conditions)) {
        const message = `the condition of ${draft.code} always holds: without it, it would do the same`
        issues.push(issueAt(draft, ['conditions'], 'always-holds', message, 'warning'))
      }
      return issues
    })
}

type Problem = { message: string; suggestion?: string } | undefined

function unreadable(draft: Parameters<typeof issueAt>[0], field: string, problem: Problem): Issue {
  const message = `the ${field === 'formula' ? 'formula' : 'condition'} of ${draft.code} cannot be used: ${problem?.message ?? 'it cannot be read'}`
  const issue = issueAt(draft, [field], `${field}.invalid`, message)
  return problem?.suggestion ? { ...issue, suggestion: problem.suggestion } : issue
}
