import { DomainError } from '../domain-error.ts'

/** The header's spelling of a state: "3" in quotes. */
export function etagOf(state: string | number): string {
  return `"${state}"`
}

/**
 * Refuses unless the caller has seen the present state. `ifMatch` is the header as sent: one or several ETags, or "*".
 * A weak mark (W/) is ignored, since proxies that compress add it.
 */
export function demandMatch(ifMatch: string | undefined, state: string | number): void {
  if (ifMatch === undefined) throw new DomainError('request.precondition-missing')
  if (!matches(ifMatch, state)) throw new DomainError('request.stale', { current: etagOf(state) })
}

export function matches(header: string, state: string | number): boolean {
  return header.split(',').some((candidate) => {
    const tag = candidate.trim().replace(/^W\//, '')
    return tag === '*' || tag === etagOf(state)
  })
}
