import { erasedEmail, erasedName, erasedPhone, erasedUsername, type Person } from './person.ts'

/** Takes one person's words out of texts and of JSON; everything else stays as it is, numbers to their last digit. */
export type Forget = {
  person: Person
  /** For the database's `~*`: whatever does not match it holds nothing of the person. */
  pattern: string
  text(text: string): string
  /** `own`: the whole of it is about the person, as an audit entry about them is. */
  json(text: string, own?: boolean): string
}

export function forgetting(person: Person): Forget {
  const everywhere = [
    ...namesOf(person).map((name) => ({ name, instead: erasedName.full as string })),
    ...person.emails.map((name) => ({ name, instead: erasedEmail })),
    ...person.phones.filter(isLong).map((name) => ({ name, instead: erasedPhone })),
  ]
  const text = (given: string) =>
    everywhere.reduce((left, { name, instead }) => left.replace(wholeWords(name), instead), given)
  return {
    person,
    pattern: patternFor(person, everywhere),
    text,
    json: (given, own = false) => stringify(forgetIn(parse(given), { person, text }, own)),
  }
}

/** "Anna Berg", "Berg Anna", "Berg, Anna". */
function namesOf({ names }: Person): string[] {
  return names.flatMap(({ given, family }) => [
    `${given} ${family}`,
    `${family} ${given}`,
    `${family}, ${given}`,
  ])
}

/** A short number is found in too much that is no number of a telephone. */
const isLong = (phone: string) => phone.replace(/\D/g, '').length >= 7

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+')
const wholeWords = (name: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name).replaceAll('\\-', '\\x2d')}(?![\\p{L}\\p{N}])`, 'giu')

function patternFor({ names, usernames }: Person, everywhere: readonly { name: string }[]): string {
  const whole = [...usernames, ...names.map(({ family }) => family)]
  return [
    ...everywhere.map(({ name }) => escaped(name)),
    ...whole.map((name) => `"${escaped(name)}"`),
    ...usernames.map((name) => `^${escaped(name)}$`),
  ].join('|')
}

type Walk = { person: Person; text(text: string): string }

function forgetIn(value: unknown, walk: Walk, own = false): unknown {
  if (typeof value === 'string') return walk.text(value)
  if (Array.isArray(value)) return value.map((each) => forgetIn(each, walk))
  if (typeof value !== 'object' || value === null || isNumber(value)) return value
  const theirs = own || isThem(value as Fields, walk.person)
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      walk.text(name),
      theirs && typeof part === 'string' && Object.hasOwn(insteadOf, name)
        ? insteadOf[name]?.(walk.person)
        : forgetIn(part, walk),
    ]),
  )
}

type Fields = Record<string, unknown>

/** Whether an object is about the person: by its id, or by what it calls them. */
function isThem(fields: Fields, { id, names, emails, usernames }: Person): boolean {
  const is = (known: readonly string[], ...values: unknown[]) =>
    values.some((value) => typeof value === 'string' && known.some((each) => same(each, value)))
  const given = fields.givenName ?? fields.firstName
  const family = fields.familyName ?? fields.lastName
  return (
    is([id], fields.id, fields._id, fields.userId) ||
    is(usernames, fields.username) ||
    is(emails, fields.email) ||
    names.some((name) => is([name.given], given) && is([name.family], family))
  )
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Fields that are about a person, and what stands in them afterwards. */
const insteadOf: Readonly<Record<string, (person: Person) => string>> = {
  givenName: () => erasedName.given,
  firstName: () => erasedName.given,
  familyName: () => erasedName.family,
  lastName: () => erasedName.family,
  name: () => erasedName.full,
  displayName: () => erasedName.full,
  username: ({ id }) => erasedUsername(id),
  userName: ({ id }) => erasedUsername(id),
  email: () => erasedEmail,
  previousEmail: () => erasedEmail,
  phone: () => erasedPhone,
  title: () => '–',
  externalId: () => '–',
  subject: () => '–',
}

/** JSON with numbers kept as they are written: a price of 28 digits is no double. */
const raw = JSON as unknown as {
  parse(text: string, reviver: (key: string, value: unknown, at: { source?: string }) => unknown): unknown
  rawJSON(text: string): object
  isRawJSON(value: unknown): boolean
}
const parse = (text: string) =>
  raw.parse(text, (_, value, { source }) =>
    typeof value === 'number' && source !== undefined ? raw.rawJSON(source) : value,
  )
const stringify = (value: unknown) => JSON.stringify(value)
const isNumber = (value: unknown) => raw.isRawJSON(value)
