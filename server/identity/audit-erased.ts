import { digestOfRest, type EntryDigests, type EntryTexts } from './audit-words.ts'

/** Entries of this action list what was erased: by whom the entries were, and what is left of which. */
export const erasedAction = 'audit.erased'
export type ErasedList = { actors: string[]; entries: [position: number, rest: string][] }

type Seen = EntryTexts & EntryDigests & { id: string; actor: string }

/** Holds every erased entry against what later entries say was erased: words taken out without a word are a change. */
export function erasuresSaid() {
  const actors = new Set<string>()
  const listed = new Map<number, string>()
  const erasedWho: { position: number; entry: string; actor: string }[] = []
  const erasedSaid: { position: number; entry: string; rest: string }[] = []
  return {
    notice(position: number, row: Seen): void {
      const entry = row.id
      if (row.whoSalt === null) erasedWho.push({ position, entry, actor: row.actor })
      if (row.saidSalt === null) erasedSaid.push({ position, entry, rest: digestOfRest(row.said) })
      if (row.action !== erasedAction || row.saidSalt === null) return
      const list = row.after as ErasedList // written by eraseFromAudit, and proven by its digest
      for (const actor of list.actors) actors.add(actor)
      // What was erased twice is as the last time left it.
      for (const [at, rest] of list.entries) listed.set(at, rest)
    },
    count: () => new Set([...erasedWho, ...erasedSaid].map(({ position }) => position)).size,
    unexplained: () => [
      ...erasedWho.filter(({ actor }) => !actors.has(actor)),
      ...erasedSaid.filter(({ position, rest }) => listed.get(position) !== rest),
    ],
  }
}
