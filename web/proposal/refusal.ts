import type { CustomerWords } from '../../contract/customer-words/index.ts'
import { ProblemError } from '../shell/api.ts'

/** What a customer reads when a step is refused: in their language, also where the server says it in ours. */
export function refusal(error: Error, words: CustomerWords['page']): string {
  if (!(error instanceof ProblemError)) return words.failed
  if (error.status === 0 || error.code === 'server.busy') return words.noAnswer
  const known: Partial<Record<string, string>> = {
    'proposal.closed': words.nowClosed,
    'proposal.changed': words.nowChanged,
    'proposal.not-found': words.goneMore,
    'request.too-many': words.tooFast,
  }
  const asked = fieldOf(error, words)
  return known[error.code] ?? (asked ? `${asked}: ${words.failed}` : words.failed)
}

/** The name, on the page, of the field whose value was refused. */
function fieldOf({ problem }: ProblemError, words: CustomerWords['page']): string | undefined {
  const labels: Partial<Record<string, string>> = {
    name: words.yourName,
    role: words.role,
    signature: words.signature,
    reason: words.reason,
    text: words.yourQuestion,
  }
  return labels[String(problem.issues?.[0]?.path[0])]
}
