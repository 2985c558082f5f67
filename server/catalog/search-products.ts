import { containing, type Queries } from '../platform/index.ts'
import { heldAt } from '../revisions/index.ts'

export type Search = {
  revision: number
  /** Whether this is the published revision, for which there are indexes. */
  current: boolean
  words: readonly string[]
  category?: string | undefined
  lifecycle?: string | undefined
  attributes: readonly Record<string, unknown>[][]
  /** Name, in small letters, and code of the last product of the page before. */
  after?: readonly [string, string] | undefined
  limit: number
}
export type Found = { code: string; name: string }

/** Products looked at in the order of their names before the words are looked up instead. */
const walked = 2000
/** Products sorted when words are looked up; with more, the page shows some of them. */
const sorted = 3000

/**
 * A page of products by name. Words that many products have are found by walking through the names; words that few
 * have by looking them up. Both give the same answer, each is fast where the other is not.
 */
export async function searchProducts(db: Queries, search: Search): Promise<Found[]> {
  if (search.words.length === 0 && search.attributes.length === 0) return walk(db, search)
  if (search.words.every((word) => word.length < 3) && search.words.length > 0) return beginning(db, search)
  if (search.current) {
    const found = await walk(db, search, walked)
    if (found.length >= search.limit) return found
  }
  const long = search.words.filter((word) => word.length >= 3)
  if (long.length > 0 && long.length < search.words.length) {
    const found = await lookUp(db, { ...search, words: long }, search.words)
    if (found.length >= search.limit) return found
  }
  return lookUp(db, search)
}

/** The word each of these was probably meant to be; undefined when one is like none that there is. */
export async function wordsMeant(db: Queries, words: readonly string[]): Promise<string[] | undefined> {
  const meant: string[] = []
  for (const word of words) {
    if (!/^\p{L}{4,}$/u.test(word)) {
      meant.push(word)
      continue
    }
    const [found] = await db.query<{ word: string }>(
      `select word from product_words where word % $1 or word like $2
       order by (word like $2) desc, similarity(word, $1) desc, length(word), word limit 1`,
      [word, `${word}%`],
    )
    if (!found) return undefined
    meant.push(found.word)
  }
  return meant.join(' ') === words.join(' ') ? undefined : meant
}

const name = `lower(body ->> 'name') collate "C"`
const order = `${name}, code collate "C"`
const text = `(code || ' ' || (body ->> 'name'))`

function walk(db: Queries, search: Search, among?: number): Promise<Found[]> {
  const { values, held, filters, after } = conditions(search)
  const inner = `select code, body from products where ${held} ${after} order by ${order}`
  const from = among === undefined ? 'products' : `(${inner} limit ${among}) as walked`
  return db.query<Found>(
    `select code, ${name} as name from ${from}
     where true ${among === undefined ? `and ${held} ${after}` : ''} ${filters} order by ${order} limit ${search.limit}`,
    values,
  )
}

/**
 * By the indexes of words and attributes. `also` are words that must occur as well and have no index, being one or two
 * letters: they are looked for in what is found, so that not all that have the other words are gone through.
 */
function lookUp(db: Queries, search: Search, also: readonly string[] = []): Promise<Found[]> {
  const { values, held, filters, after } = conditions(search)
  const inside = also.map((word) => `and text like $${values.push(containing(word))}`).join(' ')
  return db.query<Found>(
    `select code, name from (
       select code, ${name} as name, lower(${text}) as text from products where ${held} ${after} ${filters} limit ${sorted}
     ) as found where true ${inside} order by name collate "C", code collate "C" limit ${search.limit}`,
    values,
  )
}

/** One or two letters are no word yet: products whose name or code begins with them. */
function beginning(db: Queries, search: Search): Promise<Found[]> {
  const [word = ''] = search.words
  const { values, held, filters, after } = conditions({ ...search, words: search.words.slice(1) })
  const bounds = [values.push(word), values.push(`${word}\u{10ffff}`)] as const
  const within = (what: string) => `${what} >= $${bounds[0]} and ${what} < $${bounds[1]}`
  const part = (what: string) =>
    `(select code, ${name} as name from products where ${held} ${after} ${filters} and ${within(what)}
      order by ${what === name ? order : what} limit ${search.limit})`
  return db.query<Found>(
    `select code, name from (${part(name)} union ${part('lower(code) collate "C"')}) as found
     order by name collate "C", code collate "C" limit ${search.limit}`,
    values,
  )
}

function conditions(search: Search) {
  const values: unknown[] = [search.revision]
  const held = search.current
    ? 'revision_from is not null and revision_to is null and revision_from <= $1'
    : heldAt('$1')
  const filters = search.words.map((word) => {
    return `and ${text} ilike $${values.push(containing(word))}`
  })
  if (search.category) filters.push(`and body -> 'categories' ? $${values.push(search.category)}`)
  if (search.lifecycle) filters.push(`and body ->> 'lifecycle' = $${values.push(search.lifecycle)}`)
  for (const spellings of search.attributes) {
    const ways = spellings.map(
      (each) => `body -> 'attributes' @> $${values.push(JSON.stringify(each))}::jsonb`,
    )
    filters.push(`and (${ways.join(' or ')})`)
  }
  const after = search.after
    ? `and (${name}, code collate "C") > ($${values.push(search.after[0])}, $${values.push(search.after[1])})`
    : ''
  return { values, held, filters: filters.join(' '), after }
}

/** "colour=black" as what `attributes` may hold: text, or a number or yes and no of the same spelling. */
export function attributeSpellings(asked: string): Record<string, unknown>[] {
  const at = asked.indexOf('=')
  const [key, value] = [asked.slice(0, at).trim(), asked.slice(at + 1).trim()]
  const spellings: Record<string, unknown>[] = [{ [key]: value }]
  if (/^-?\d+(\.\d+)?$/.test(value)) spellings.push({ [key]: Number(value) })
  if (value === 'true' || value === 'false') spellings.push({ [key]: value === 'true' })
  return spellings
}
