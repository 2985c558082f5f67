import {
  type Clause,
  type DocumentTemplate,
  documentScope,
  placeholders,
  type Texts,
} from '../../contract/document-templates.ts'
import type { Issue } from '../../contract/problem.ts'
import { type Condition, compileCondition } from '../../engines/expressions/index.ts'
import { type DraftRow, defineCheck, issueAt } from '../revisions/index.ts'

/** Conditions of templates and clauses that cannot be read, and places in their texts that nothing fills. */
export function defineLayoutChecks(): void {
  defineCheck('documents.layouts', ({ kept }) =>
    kept.flatMap((draft) => {
      if (draft.kind === 'templates') return templateIssues(draft, draft.body as unknown as DocumentTemplate)
      if (draft.kind === 'clauses') return clauseIssues(draft, draft.body as unknown as Clause)
      return [] // both were parsed by their schemas when they were put in
    }),
  )
}

function templateIssues(draft: DraftRow, template: DocumentTemplate): Issue[] {
  return [
    ...conditionIssues(draft, ['when'], template.when),
    ...template.blocks.flatMap((block, index) => {
      const at = (field: string) => ['blocks', String(index), field]
      if (block.block === 'text')
        return [
          ...conditionIssues(draft, at('when'), block.when),
          ...textIssues(draft, at('title'), block.title),
          ...textIssues(draft, at('text'), block.text),
        ]
      return block.block === 'signature' ? textIssues(draft, at('text'), block.text) : []
    }),
  ]
}

function clauseIssues(draft: DraftRow, clause: Clause): Issue[] {
  return [
    ...conditionIssues(draft, ['when'], clause.when),
    ...textIssues(draft, ['title'], clause.title),
    ...textIssues(draft, ['text'], clause.text),
  ]
}

function conditionIssues(draft: DraftRow, path: string[], when: unknown): Issue[] {
  if (when === undefined) return []
  const compiled = compileCondition(when as Condition, documentScope) // whatever it is, compiling says what is wrong
  if (compiled.ok) return []
  return compiled.issues.map(({ code, message, suggestion }) => ({
    ...issueAt(draft, path, code, `${draft.code}: ${message}`),
    ...(suggestion && { suggestion }),
  }))
}

const known: ReadonlySet<string> = new Set(placeholders)

function textIssues(draft: DraftRow, path: string[], texts: Texts | undefined): Issue[] {
  return Object.entries(texts ?? {}).flatMap(([language, text]) =>
    [...text.matchAll(/\{(\w+)\}/g)].flatMap(([place, name = '']) =>
      known.has(name)
        ? []
        : [
            issueAt(
              draft,
              [...path, language],
              'unknown-placeholder',
              `${draft.code}: nothing fills ${place} in the text in “${language}”; there are ${placeholders.map((each) => `{${each}}`).join(', ')}`,
              'warning',
            ),
          ],
    ),
  )
}
