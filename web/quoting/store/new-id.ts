const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A new id of a kind, such as "lin_…": chosen here so that a command sent twice adds one line. */
export function newId<Kind extends string>(kind: Kind): `${Kind}_${string}` {
  const random = crypto.getRandomValues(new Uint8Array(12))
  const tail = [...random].map((byte) => alphabet[byte % 36]).join('')
  return `${kind}_${Date.now().toString(36).padStart(9, '0')}${tail}`
}
