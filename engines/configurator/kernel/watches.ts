/**
 * Watch lists: which clauses to look at when a literal becomes true. All lists share one array, so that an engine is
 * copied quickly.
 */
import type { State } from './state.ts'

/** Fills the watch lists: the first two literals of every long clause. */
export function watchAll(s: State): void {
  const { arena } = s
  const offsets = s.problem.clauseOffsets
  for (let i = 0; i < offsets.length; i++) {
    const c = offsets[i]!
    s.watchRoom[arena[c + 1]! ^ 1]! += 2
    s.watchRoom[arena[c + 2]! ^ 1]! += 2
  }
  for (let l = 0; l < s.watchRoom.length; l++) {
    if (s.watchRoom[l] !== 0) s.watchRoom[l]! += 2
    s.watchFrom[l] = s.watchesEnd
    s.watchesEnd += s.watchRoom[l]!
  }
  s.watches = new Int32Array(s.watchesEnd + (s.watchesEnd >> 2))
  for (let i = 0; i < offsets.length; i++) {
    const c = offsets[i]!
    addWatch(s, arena[c + 1]! ^ 1, c, arena[c + 2]!)
    addWatch(s, arena[c + 2]! ^ 1, c, arena[c + 1]!)
  }
}

/** Looks at clause c when literal l becomes true; `blocker` is another literal of the clause, read first. */
export function addWatch(s: State, l: number, c: number, blocker: number): void {
  const n = s.watchSize[l]!
  if (n + 2 > s.watchRoom[l]!) moveWatches(s, l)
  const at = s.watchFrom[l]! + n
  s.watches[at] = c
  s.watches[at + 1] = blocker
  s.watchSize[l] = n + 2
}

/** Moves the list of l to the end, where it has twice the room. */
function moveWatches(s: State, l: number): void {
  const room = Math.max(8, s.watchRoom[l]! * 2)
  if (s.watchesEnd + room > s.watches.length) s.watches = packWatches(s, room)
  const from = s.watchFrom[l]!
  s.watches.copyWithin(s.watchesEnd, from, from + s.watchSize[l]!)
  s.watchFrom[l] = s.watchesEnd
  s.watchRoom[l] = room
  s.watchesEnd += room
}

/** All lists again without the holes that moved ones left behind, with room for more. */
function packWatches(s: State, more: number): Int32Array {
  const { watchFrom, watchRoom, watches } = s
  let end = 0
  for (let l = 0; l < watchRoom.length; l++) end += watchRoom[l]!
  const packed = new Int32Array(end + (end >> 1) + more + 64)
  s.watchesEnd = 0
  for (let l = 0; l < watchRoom.length; l++) {
    packed.set(watches.subarray(watchFrom[l], watchFrom[l]! + s.watchSize[l]!), s.watchesEnd)
    watchFrom[l] = s.watchesEnd
    s.watchesEnd += watchRoom[l]!
  }
  return packed
}
