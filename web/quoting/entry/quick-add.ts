import { readNumber } from '../values/read-number.ts'

/** What the add row understood: the words to search for, and how many are wanted. */
export type QuickAdd = { words: string; quantity: string; problem?: string }

const after = /(?:^|\s)[*x×]\s*([\d.,'’]+)\s*$/i
const before = /^\s*([\d.,'’]+)\s*[*x×]\s+/i

/** "lap pro 16 *3" or "3x lap pro 16": the quantity needs its sign, so that "16" stays a word of the search. */
export function parseQuickAdd(text: string): QuickAdd {
  const found = after.exec(text) ?? before.exec(text)
  if (!found) return { words: tidyWords(text), quantity: '1' }
  const words = tidyWords(text.replace(found[0], ' '))
  const typed = found[1] ?? ''
  const read = readNumber(typed)
  if (read.kind === 'ambiguous') {
    return { words, quantity: '1', problem: `${typed} could be ${read.either[0]} or ${read.either[1]}` }
  }
  if (read.kind === 'none' || /^-|^0$/.test(read.value)) {
    return { words, quantity: '1', problem: `${typed} is not a quantity` }
  }
  return { words, quantity: read.value }
}

function tidyWords(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}
