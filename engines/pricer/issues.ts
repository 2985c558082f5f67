import type { PriceIssue } from './types.ts'

/** What people can do about it is said in the suggestion; the rest of the quote is priced all the same. */
export function issue(
  code: string,
  severity: PriceIssue['severity'],
  path: string[],
  message: string,
  suggestion?: string,
): PriceIssue {
  return suggestion === undefined
    ? { code, severity, path, message }
    : { code, severity, path, message, suggestion }
}
