import type { TierColumn } from '../describe.ts'

export type Tier = { from: string; to?: string | undefined } & { [column in TierColumn]?: string }

/** Where a tier ends follows from the next, so that none overlap and nothing is left out; the last ends at `end`, if anywhere. */
export function joined(tiers: readonly Tier[], end: string | undefined): Tier[] {
  return tiers.map((tier, index) => {
    const { to: _, ...open } = tier
    const next = tiers[index + 1]
    const to = next ? next.from : end
    return to === undefined ? open : { ...open, to }
  })
}
