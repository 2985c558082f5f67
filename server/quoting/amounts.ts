import type { Priced, PricedCharge, PricedLine } from '../../engines/pricer/types.ts'

/**
 * What the pricer made of a quote, without the steps that say how: those of a draft are made again when somebody asks,
 * those of a submitted version are kept apart (`trace.ts`). Writing them with each edit would cost more than the edit.
 */
export type LineAmounts = Omit<PricedLine, 'steps'>
export type HeadAmounts = Omit<Priced, 'steps' | 'lines' | 'charges'> & { charges: ChargeAmounts[] }
export type Amounts = HeadAmounts & { lines: readonly LineAmounts[] }
type ChargeAmounts = Omit<PricedCharge, 'steps'>

export function headAmounts(priced: Amounts): HeadAmounts {
  const { engine, currency, asOf, charges, taxes, totals, issues } = priced
  return { engine, currency, asOf, charges: charges.map(withoutSteps), taxes, totals, issues }
}

/** Field by field: the steps of a fresh result are written at the moment somebody reads them. */
export function withoutSteps<Thing extends object>(thing: Thing): Omit<Thing, 'steps'> {
  const rest: Record<string, unknown> = {}
  for (const name of Object.keys(thing)) if (name !== 'steps') rest[name] = thing[name as keyof Thing]
  return rest as Omit<Thing, 'steps'>
}

/** The amounts of a line by its place, which is the same in content and result unless a line has no amounts at all. */
export function amountsByLine(
  lines: readonly LineAmounts[],
): (id: string, place: number) => LineAmounts | undefined {
  let byId: Map<string, LineAmounts> | undefined
  return (id, place) => {
    const found = lines[place]
    if (found?.id === id) return found
    byId ??= new Map(lines.map((line) => [line.id, line]))
    return byId.get(id)
  }
}
