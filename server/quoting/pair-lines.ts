import type { Line } from './content.ts'

/** Lines of one state beside those of another: what stays at the same distance from an end is not searched for. */
export type Paired = {
  /** Each later line with its place, and the former one with its own; in the order of the later state. */
  pairs: { line: Line; place: number; former: Line | undefined; formerPlace: number | undefined }[]
  gone: Line[]
  /** Where lines may have come, gone or moved: the part between the two ends that are alike. */
  from: number
  beforeTo: number
  afterTo: number
}

export function pairLines(before: readonly Line[], after: readonly Line[]): Paired {
  let from = 0
  const shorter = Math.min(before.length, after.length)
  while (from < shorter && before[from]?.id === after[from]?.id) from++
  let beforeTo = before.length
  let afterTo = after.length
  while (beforeTo > from && afterTo > from && before[beforeTo - 1]?.id === after[afterTo - 1]?.id) {
    beforeTo--
    afterTo--
  }
  const middle = new Map<string, number>()
  for (let place = from; place < beforeTo; place++) middle.set((before[place] as Line).id, place)
  const shift = beforeTo - afterTo
  const pairs = after.map((line, place) => {
    const formerPlace = place < from ? place : place >= afterTo ? place + shift : middle.get(line.id)
    if (place >= from && place < afterTo) middle.delete(line.id)
    return { line, place, former: formerPlace === undefined ? undefined : before[formerPlace], formerPlace }
  })
  return { pairs, gone: [...middle.values()].map((place) => before[place] as Line), from, beforeTo, afterTo }
}
