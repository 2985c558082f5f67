import { maxSentences } from './limits.ts'
import type { Comparison, Outcome, Reason } from './types.ts'

/** The answer of a condition, read off the reasons its evaluation left; nothing is worked out a second time. */
export function outcomeOf(why: Reason): Outcome {
  const reasons: Comparison[] = []
  collect(why, reasons)
  return { value: why.value === true, because: sentencesOf(why, reasons), reasons, why }
}

function collect(reason: Reason, into: Comparison[]): void {
  if (reason.kind === 'comparison') into.push(reason)
  else for (const part of reason.reasons) collect(part, into)
}

/** One sentence per comparison; of a list with many entries the first few, and how many more there are. */
function sentencesOf(why: Reason, reasons: Comparison[]): string[] {
  if (reasons.length === 0) return [why.value ? 'it always holds' : 'it never holds']
  const sentences = new Set<string>()
  let list: string | undefined
  let ofList = 0
  let more = 0
  for (const { entry, sentence } of reasons) {
    if (entry?.list !== list) {
      close()
      list = entry?.list
      ofList = 0
    }
    if (list === undefined || ofList < maxSentences) {
      sentences.add(sentence)
    } else more++
    ofList++
  }
  close()
  return [...sentences]

  function close(): void {
    if (more > 0) sentences.add(`… and ${more} more of ${list}`)
    more = 0
  }
}
