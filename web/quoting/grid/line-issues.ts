import type { Issue } from '../../../contract/problem.ts'

const none: readonly Issue[] = []

/** The issues of each line, by its id; what concerns the whole quote stands under the empty id. */
export function issuesByLine(issues: readonly Issue[]): (line: string) => readonly Issue[] {
  const lines = new Map<string, Issue[]>()
  for (const issue of issues) {
    const id = issue.path[0] === 'lines' ? (issue.path[1] ?? '') : ''
    const known = lines.get(id)
    if (known) known.push(issue)
    else lines.set(id, [issue])
  }
  return (line) => lines.get(line) ?? none
}

export function worstOf(issues: readonly Issue[]): Issue['severity'] {
  if (issues.some((issue) => issue.severity === 'error')) return 'error'
  return issues.some((issue) => issue.severity === 'warning') ? 'warning' : 'info'
}
