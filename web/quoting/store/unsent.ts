import type { Command } from '../../../contract/quotes.ts'

/** One thing a person did: its commands go together, under one key, so that sending twice does it once. */
export type Edit = {
  key: string
  /** The state the person saw; the server merges from there. */
  seq: number
  commands: Command[]
  /** What was done, for people: "quantity of Tower 5 to 3". */
  words: string
}

/** The part of Storage that is needed. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Edits the server has not acknowledged yet, kept through a reload or a closed laptop. */
export function unsentOf(shelf: Shelf, quote: string) {
  const name = `quoin.unsent.${quote}`
  const read = (): Edit[] => {
    try {
      const stored: unknown = JSON.parse(shelf.getItem(name) ?? '[]')
      return Array.isArray(stored) ? (stored as Edit[]) : [] // written below, by us
    } catch {
      return []
    }
  }
  const write = (edits: Edit[]) => {
    try {
      if (edits.length === 0) shelf.removeItem(name)
      else shelf.setItem(name, JSON.stringify(edits))
    } catch {
      // A full or forbidden storage costs the safety net, not the edit: it is in memory and on its way.
    }
  }
  return {
    read,
    put: (edit: Edit) => write([...read().filter((other) => other.key !== edit.key), edit]),
    drop: (key: string) => write(read().filter((other) => other.key !== key)),
  }
}
export type Unsent = ReturnType<typeof unsentOf>
