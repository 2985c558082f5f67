import type { Content, Line } from './content.ts'
import { boundsOf, type Choice, chosenContent } from './proposals/choice.ts'

/** So many options are tried alone, besides all together; a quote with more of them is judged with all. */
const mostAlone = 20

/**
 * The quote as customers can make it on their page, at its ends: everything optional taken or nothing, each option alone,
 * at the most and at the least of the quantities left to them. What is approved has to be good for these too.
 */
export function farthestChoices(content: Content): Content[] {
  const open = content.lines.filter((line) => !line.parent && !line.verdict)
  const options = open.filter((line) => line.optional)
  const bounded = open.filter((line) => boundsOf(line) !== undefined)
  if (options.length === 0 && bounded.length === 0) return []
  const alone = options.length > 1 && options.length <= mostAlone ? options.map((line) => [line]) : []
  return [options, [], ...alone].flatMap((taken) =>
    (bounded.length > 0 ? (['max', 'min'] as const) : (['max'] as const)).map((end) =>
      chosenContent(content, choiceOf(taken, bounded, end)),
    ),
  )
}

function choiceOf(taken: readonly Line[], bounded: readonly Line[], end: 'min' | 'max'): Choice {
  return [
    ...bounded.map((line) => ({
      line: line.id,
      quantity: boundsOf(line)?.[end],
      taken: taken.includes(line),
    })),
    ...taken.filter((line) => !bounded.includes(line)).map((line) => ({ line: line.id, taken: true })),
  ]
}
