/** What stands in the brackets of a function: c a condition, n a number, s a slot, i a whole number; … more of the last. */
export const functions: Record<string, string> = {
  requires: 'cc…',
  excludes: 'cc…',
  atLeast: 'ic…',
  atMost: 'ic…',
  exactly: 'ic…',
  every: 'sc',
  some: 'sc',
  min: 'n…',
  max: 'n…',
  count: 'c…',
  if: 'cnn',
  sumOf: 'sn',
  minOf: 'sn',
  maxOf: 'sn',
  countOf: 'sc',
}
/** Those that are true or false; the others are numbers. */
export const conditional = new Set(['requires', 'excludes', 'atLeast', 'atMost', 'exactly', 'every', 'some'])
/** As they are offered while somebody types. */
export const ruleFunctions: readonly { name: string; detail: string }[] = [
  { name: 'implies', detail: 'the first needs the second' },
  { name: 'iff', detail: 'both or none' },
  { name: 'xor', detail: 'one of the two' },
  { name: 'atMost(', detail: 'atMost(1, these, those): so many of them hold' },
  { name: 'atLeast(', detail: 'atLeast(1, these, those)' },
  { name: 'exactly(', detail: 'exactly(1, these, those)' },
  { name: 'requires(', detail: 'requires(this, that)' },
  { name: 'excludes(', detail: 'at most one of them' },
  { name: 'sumOf(', detail: 'sumOf(slot, slot.number)' },
  { name: 'countOf(', detail: 'countOf(slot, condition)' },
  { name: 'every(', detail: 'every(slot, condition)' },
  { name: 'some(', detail: 'some(slot, condition)' },
  { name: 'minOf(', detail: 'the least over a slot' },
  { name: 'maxOf(', detail: 'the largest over a slot' },
  { name: 'min(', detail: 'the least of several' },
  { name: 'max(', detail: 'the largest of several' },
  { name: 'count(', detail: 'how many of these hold' },
  { name: 'if(', detail: 'if(condition, number, number)' },
]
