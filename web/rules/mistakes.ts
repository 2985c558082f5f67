import type { Issue } from '../../engines/expressions/types.ts'
import type { Mistake } from './expression-input.tsx'

type Compiled = { ok: true } | { ok: false; issues: readonly Issue[] }

/** What is wrong with a text, where in it, and what would be right. */
export function mistakesOf(text: string, compiled: Compiled): Mistake[] {
  if (compiled.ok || text.trim() === '') return []
  return compiled.issues.map((issue) => ({
    message: [issue.message, issue.suggestion].filter(Boolean).join('. '),
    at: issue.position?.offset,
    to: issue.position && issue.position.offset + issue.position.length,
  }))
}
