import type { Keyring, Place } from './keyring.ts'

/** Which parts of a JSON object are sealed: fields of its own, and elements of its lists. */
export type SecretParts = {
  fields?: readonly string[]
  elements?: Readonly<Record<string, (element: unknown) => boolean>>
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
  { fields = [], elements = {} }: SecretParts,
  place: Place,
): Thing {
  const hidden: unknown[] = []
  const hide = (part: unknown): Mark => ({ sealed: hidden.push(part) - 1 })
  const left: Body = {}
  for (const [name, value] of Object.entries(thing)) {
    const isSecret = elements[name]
    if (value !== undefined && fields.includes(name)) left[name] = hide(value)
    else if (isSecret && Array.isArray(value))
      left[name] = value.map((each) => (isSecret(each) ? hide(each) : each))
    else left[name] = value
  }
  if (hidden.length === 0) return thing
  return { ...left, sealed: keys.seal(JSON.stringify(hidden), place) } as unknown as Thing
}

/** Puts the sealed parts back where they were taken out. */
export function openParts<Thing extends object>(keys: Keyring, thing: Thing, place: Place): Thing {
  const { sealed, ...left } = thing as Body
  if (typeof sealed !== 'string') return thing
  const hidden = JSON.parse(keys.open(sealed, place)) as unknown[]
  const back = (value: unknown) => (isMark(value) ? hidden[value.sealed] : value)
  return Object.fromEntries(
    Object.entries(left).map(([name, value]) => [name, Array.isArray(value) ? value.map(back) : back(value)]),
  ) as Thing
}

/** The same object with what is sealed in it left out: for those who may not see it anyway, without a key. */
export function withoutSealed<Thing extends object>(thing: Thing): Thing {
  const { sealed, ...left } = thing as Body
  if (typeof sealed !== 'string') return thing
  return Object.fromEntries(
    Object.entries(left)
      .filter(([, value]) => !isMark(value))
      .map(([name, value]) => [name, Array.isArray(value) ? value.filter((each) => !isMark(each)) : value]),
  ) as Thing
}

function isMark(value: unknown): value is Mark {
  if (typeof value !== 'object' || value === null) return false
  const entries = Object.entries(value)
  return entries.length === 1 && entries[0]?.[0] === 'sealed' && typeof entries[0][1] === 'number'
}
