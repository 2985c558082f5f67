import type { App, Queries, Tx } from '../../platform/index.ts'
import type { Forget } from './forget.ts'
import type { Person } from './person.ts'

/**
 * What a module keeps about people beside words in columns, which are found by themselves. In `where`, $1 is the person's
 * id, $2 their mail addresses and $3 the names they sign in with, both in small letters, $4 their whole names.
 */
export type Personal = {
  /** Rows that are about one person: exported as `shows` says, removed with them. */
  rows?: readonly { table: string; what: string; where: string; shows?: string }[]
  /** Words the database cannot see: packed or sealed. Answers how many rows were written anew. */
  packed?: readonly {
    what: string
    count(db: Queries, person: Person): Promise<number>
    forget(tx: Tx, forget: Forget): Promise<number>
  }[]
  /** What stays as it is, because a law or a contract wants it, and why. */
  kept?: readonly { table: string; what: string; where: string; why: string }[]
}

/** A kind of person: where they are found, and how their own row goes. */
export type PersonSource = {
  kind: Person['kind']
  /** Of their ids: "usr". */
  prefix: string
  /** Their own rows; `where` as in `Personal`. */
  own: { table: string; what: string; where: string }
  find(db: Queries, id: string): Promise<Person | undefined>
  search(db: Queries, words: string, limit: number): Promise<Pick<Person, 'id' | 'kind' | 'name' | 'of'>[]>
  /** At once, when the erasure is asked for. */
  close?(tx: Tx, person: Person): Promise<void>
  /** Everything their own row says of them. */
  profile(db: Queries, person: Person): Promise<object>
  remove(tx: Tx, person: Person): Promise<void>
}

type Known = { personal: Personal[]; sources: PersonSource[] }
const known = new WeakMap<App, Known>()

export function knownOf(app: App): Known {
  const found = known.get(app) ?? { personal: [], sources: [] }
  known.set(app, found)
  return found
}

export function definePersonal(app: App, personal: Personal): void {
  knownOf(app).personal.push(personal)
}

export function definePersons(app: App, source: PersonSource): void {
  knownOf(app).sources.push(source)
}

export const sourceOf = (app: App, id: string) =>
  knownOf(app).sources.find(({ prefix }) => id.startsWith(`${prefix}_`))

/** The values of `where`. */
export function valuesFor(person: Person): unknown[] {
  const small = (texts: readonly string[]) => texts.map((text) => text.toLowerCase())
  const names = person.names.map(({ given, family }) => `${given} ${family}`)
  return [person.id, small(person.emails), small(person.usernames), names]
}

/** Every place of `where` is there, whether a condition speaks of it or not. */
export const conditionOf = (where: string) =>
  `($1::text is not null or $2::text[] is null or $3::text[] is null or $4::text[] is null) and (${where})`
