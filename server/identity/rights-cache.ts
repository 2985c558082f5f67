import type { SignedIn } from './actor.ts'

/**
 * Who a cookie or token stood for a moment ago. Rights that are taken away here act at once, on other nodes when they
 * hear of it, and after `holdsMs` even if they do not.
 */
export type RightsCache = {
  find(key: string, now: Date): SignedIn | undefined
  /** Remembers unless something was forgotten since `mark`: what was read before a change is not kept after it. */
  remember(key: string, actor: SignedIn, now: Date, endsAt: Date, mark: number): void
  mark(): number
  forget(): void
}

const holdsMs = 3000
const size = 10_000

export function rightsCache(): RightsCache {
  const entries = new Map<string, { actor: SignedIn; from: number; until: number }>()
  let generation = 0
  return {
    find(key, now) {
      const entry = entries.get(key)
      const time = now.getTime()
      return entry && entry.from <= time && time < entry.until ? entry.actor : undefined
    },
    remember(key, actor, now, endsAt, mark) {
      if (mark !== generation) return
      if (entries.size >= size) entries.clear()
      const from = now.getTime()
      entries.set(key, { actor, from, until: Math.min(from + holdsMs, endsAt.getTime()) })
    },
    mark: () => generation,
    forget() {
      generation += 1
      entries.clear()
    },
  }
}
