import type { VariableDomain } from '../../engines/configurator/index.ts'
import { compare, exact } from '../../engines/money/index.ts'

type NumberDomain = Extract<VariableDomain, { min: string }>

/** "0 to 8", "1 to 3 or 6 to 8": what is possible with all other choices kept. */
export function reachText(reach: NumberDomain): string {
  const ranges = reach.ranges ?? [[reach.min, reach.max] as [string, string]]
  const texts = ranges.slice(0, 4).map(([from, to]) => (from === to ? from : `${from} to ${to}`))
  return texts.join(' or ') + (ranges.length > 4 ? ' …' : '')
}

/** The value itself, or past the hole it lies in the next one up or down. */
export function nextOf({ ranges = [] }: NumberDomain, value: string, by: 1 | -1): string {
  const at = exact(value)
  const beyond = ranges.filter(([from, to]) =>
    by > 0 ? compare(exact(to), at) >= 0 : compare(exact(from), at) <= 0,
  )
  const [from, to] = (by > 0 ? beyond[0] : beyond.at(-1)) ?? [value, value]
  if (by > 0) return compare(exact(from), at) > 0 ? from : value
  return compare(exact(to), at) < 0 ? to : value
}
