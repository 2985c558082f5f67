/** Which constraints speak of which variables, to look for reasons near the question first. */
import { type FlatModel, fullName, instancesOf, type Scope } from './flat.ts'

export type Neighbours = { variablesOf: string[][]; constraintsOf: Map<string, number[]> }

export function neighboursOf(flat: FlatModel): Neighbours {
  const variablesOf = flat.constraints.map((c) => {
    const found = new Set<string>()
    collect(flat, [c.constraint.rule, c.constraint.when], c.scope, found)
    for (let i = c.owner; i !== null; i = i.parent) found.add(i.slot.path)
    return [...found]
  })
  const constraintsOf = new Map<string, number[]>()
  variablesOf.forEach((names, i) => {
    for (const name of names) {
      const list = constraintsOf.get(name)
      if (list) list.push(i)
      else constraintsOf.set(name, [i])
    }
  })
  return { variablesOf, constraintsOf }
}

/** Adds the paths of all variables that are named anywhere inside, for every instance of a slot. */
function collect(flat: FlatModel, part: unknown, scope: Scope, found: Set<string>): void {
  if (typeof part === 'string') {
    const v = flat.names.get(fullName(scope, part))
    if (v) found.add(v.path)
    return
  }
  if (!Array.isArray(part)) return
  if (part[0] === 'clauses') {
    for (const v of scope.model.variables) found.add(scope.prefix + v.code)
    return
  }
  if (part[0] === 'allowed' || part[0] === 'forbidden') return collect(flat, part[1], scope, found)
  const slot = typeof part[1] === 'string' ? flat.slots.get(fullName(scope, part[1])) : undefined
  if (slot && part.length === 3 && /^(every|some|sumOf|minOf|maxOf|countOf)$/.test(String(part[0]))) {
    collect(flat, part[1], scope, found)
    for (const [, inner] of instancesOf(flat, scope, part[1])) collect(flat, part[2], inner, found)
    return
  }
  for (const p of part) collect(flat, p, scope, found)
}

/** All constraints in the order in which a walk from these variables meets them. */
export function nearestFirst(
  { variablesOf, constraintsOf }: Neighbours,
  variables: readonly string[],
): number[] {
  const seen = new Set<string>(variables)
  const met = new Set<number>()
  let front = [...seen]
  while (front.length > 0) {
    const next: string[] = []
    for (const name of front) {
      for (const i of constraintsOf.get(name) ?? []) {
        if (met.has(i)) continue
        met.add(i)
        for (const other of variablesOf[i]!) {
          if (seen.has(other)) continue
          seen.add(other)
          next.push(other)
        }
      }
    }
    front = next
  }
  const rest = variablesOf.keys().filter((i) => !met.has(i))
  return [...met, ...rest]
}
