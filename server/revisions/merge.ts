/** A field that both sides changed, each to something else; "" is the whole thing, where one side removed it. */
export type FieldConflict = { field: string; base?: unknown; mine?: unknown; theirs?: unknown }

type Body = Record<string, unknown>
type Choose = (conflict: FieldConflict) => 'mine' | 'theirs' | undefined

/**
 * Brings one thing's change up to what others made of it since: what only one side changed is taken, for the rest
 * `choose` decides. Undefined stands for "is not there". `body` holds as far as no conflict is left undecided.
 */
export function mergeThing(
  base: Body | undefined,
  mine: Body | undefined,
  theirs: Body | undefined,
  choose: Choose = () => undefined,
): { body: Body | undefined; conflicts: FieldConflict[]; undecided: FieldConflict[] } {
  if (same(mine, theirs) || same(base, theirs)) return { body: mine, conflicts: [], undecided: [] }
  if (same(base, mine)) return { body: theirs, conflicts: [], undecided: [] }
  if (mine === undefined || theirs === undefined) {
    const whole = { field: '', base, mine, theirs }
    const chosen = choose(whole)
    return {
      body: chosen === 'theirs' ? theirs : mine,
      conflicts: [whole],
      undecided: chosen ? [] : [whole],
    }
  }
  return mergeFields(base ?? {}, mine, theirs, choose)
}

function mergeFields(base: Body, mine: Body, theirs: Body, choose: Choose) {
  const body: Body = {}
  const conflicts: FieldConflict[] = []
  const undecided: FieldConflict[] = []
  for (const field of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    let value = mine[field]
    if (same(base[field], mine[field])) value = theirs[field]
    else if (!same(base[field], theirs[field]) && !same(mine[field], theirs[field])) {
      const conflict = { field, base: base[field], mine: mine[field], theirs: theirs[field] }
      const chosen = choose(conflict)
      conflicts.push(conflict)
      if (!chosen) undecided.push(conflict)
      if (chosen === 'theirs') value = theirs[field]
    }
    if (value !== undefined) body[field] = value
  }
  return { body, conflicts, undecided }
}

/** Equal as JSON, whatever the order of the keys. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && same((one as Body)[key], (other as Body)[key]))
  )
}
