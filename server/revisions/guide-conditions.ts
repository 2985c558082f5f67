import { type Guide, guideScope } from '../../contract/guides.ts'
import type { Issue } from '../../contract/problem.ts'
import { type Condition, compileCondition } from '../../engines/expressions/index.ts'
import type { DraftRow } from './store.ts'

/** Conditions of a guide that cannot be read, or speak of a question that is not asked. */
export function guideIssues(draft: DraftRow): Issue[] {
  const guide = draft.body as unknown as Guide // parsed when it was put into the change set
  const scope = guideScope(guide.questions)
  return conditionsOf(guide).flatMap(({ path, condition }) => {
    const compiled = compileCondition(condition, scope)
    if (compiled.ok) return []
    return compiled.issues.map((issue) => ({
      code: issue.code,
      severity: 'error' as const,
      path: [draft.kind, draft.code, ...path],
      message: `guide ${draft.code}: ${issue.message}`,
      ...(issue.suggestion && { suggestion: issue.suggestion }),
    }))
  })
}

function conditionsOf(guide: Guide): { path: string[]; condition: Condition }[] {
  const at = (path: (string | number)[], when: unknown) =>
    when === undefined ? [] : [{ path: path.map(String), condition: when as Condition }]
  return [
    ...guide.questions.flatMap(({ when }, index) => at(['questions', index, 'when'], when)),
    ...guide.offers.flatMap((offer, index) => [
      ...at(['offers', index, 'when'], offer.when),
      ...offer.decisions.flatMap(({ when }, nth) => at(['offers', index, 'decisions', nth, 'when'], when)),
    ]),
  ]
}
