import type { Keyring, Place } from './keyring.ts'

/** Which parts of a JSON object are sealed: fields of its own, elements of its lists, and parts of objects in it. */
export type SecretParts = {
  fields?: readonly string[]
  elements?: Readonly<Record<string, (element: never) => boolean>>
  within?: Readonly<Record<string, Pick<SecretParts, 'fields'>>>
}

/** Stands where a part was taken out, so that the order of what is left stays. */
type Mark = { sealed: number }
type Body = Record<string, unknown>

/**
 * Takes the secret parts out of an object and puts them beside it in one envelope, however many there are: opening ten
 * thousand rows opens ten thousand envelopes, not one for each field. `openParts` gives back the same bytes.
 */
export function sealParts<Thing extends object>(
  keys: Keyring,
  thing: Thing,
  parts: SecretParts,
  place: Place,
): Thing {
  const hidden: unknown[] = []
  const left = takeOut(thing, parts, hidden)
  if (hidden.length === 0) return thing
  return { ...left, sealed: keys.seal(JSON.stringify(hidden), place) } as unknown as Thing
}

function takeOut(
  thing: object,
  { fields = [], elements = {}, within = {} }: SecretParts,
  hidden: unknown[],
): Body {
  const hide = (part: unknown): Mark => ({ sealed: hidden.push(part) - 1 })
  return mapValues(thing, (value, name) => {
    if (value === undefined) return value
    if (fields.includes(name)) return hide(value)
    const isSecret = elements[name] as ((element: unknown) => boolean) | undefined
    if (isSecret && Array.isArray(value)) return value.map((each) => (isSecret(each) ? hide(each) : each))
    const inner = within[name]
    return inner && isObject(value) ? takeOut(value, inner, hidden) : value
  })
}

/** Puts the sealed parts back where they were taken out. */
export function openParts<Thing extends object>(keys: Keyring, thing: Thing, place: Place): Thing {
  const { sealed, ...left } = thing as Body
  if (typeof sealed !== 'string') return thing
  const hidden = JSON.parse(keys.open(sealed, place)) as unknown[]
  const back = (value: unknown) => (isMark(value) ? hidden[value.sealed] : value)
  return mapValues(left, (value) => {
    if (Array.isArray(value)) return value.some(isMark) ? value.map(back) : value
    if (isMark(value) || !isObject(value)) return back(value)
    return Object.values(value).some(isMark) ? mapValues(value, back) : value
  }) as Thing
}

/** The same object with what is sealed in it left out: for those who may not see it anyway, without a key. */
export function withoutSealed<Thing extends object>(thing: Thing): Thing {
  const { sealed, ...left } = thing as Body
  if (typeof sealed !== 'string') return thing
  const shown = (body: Body) => Object.fromEntries(Object.entries(body).filter(([, value]) => !isMark(value)))
  return mapValues(shown(left), (value) => {
    if (Array.isArray(value)) return value.filter((each) => !isMark(each))
    return isObject(value) ? shown(value) : value
  }) as Thing
}

function mapValues(thing: object, change: (value: unknown, name: string) => unknown): Body {
  return Object.fromEntries(Object.entries(thing).map(([name, value]) => [name, change(value, name)]))
}

const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isMark(value: unknown): value is Mark {
  return isObject(value) && typeof value.sealed === 'number' && Object.keys(value).length === 1
}
