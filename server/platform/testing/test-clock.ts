import type { Clock } from '../clock.ts'

/** A clock that stands where a test puts it; until then it goes with the real one. */
export type TestClock = Clock & {
  set(moment: Date | string): void
  advance(duration: { days?: number; hours?: number; minutes?: number }): void
}

export function testClock(): TestClock {
  let offsetMs = 0
  let fixed: number | undefined
  const now = () => new Date(fixed ?? Date.now() + offsetMs)
  return {
    now,
    set(moment) {
      fixed = new Date(moment).getTime()
    },
    advance({ days = 0, hours = 0, minutes = 0 }) {
      const step = ((days * 24 + hours) * 60 + minutes) * 60_000
      if (fixed === undefined) offsetMs += step
      else fixed += step
    },
  }
}
