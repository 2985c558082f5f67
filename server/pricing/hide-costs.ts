import type { Priced, PricedLine } from '../../engines/pricer/types.ts'
import { can } from '../identity/index.ts'
import type { Context, SecretParts } from '../platform/index.ts'

/** Rows without cost, floor and target, unless the reader may see them. */
export function hideCosts<Row extends object>(ctx: Context, rows: readonly Row[]): Row[] {
  if (can(ctx, 'costs.read')) return [...rows]
  return rows.map((row) => {
    const { cost: _, floor: __, target: ___, ...shown } = row as Record<string, unknown>
    return shown as Row
  })
}

/** A result of the pricer without anything from which a cost, a floor or a margin could be read. */
export function hideCostsOfPriced(priced: Priced): Priced {
  const { cost: _, margin: __, marginPercent: ___, ...totals } = priced.totals
  return {
    ...priced,
    lines: priced.lines.map(hideCostsOfLine),
    steps: priced.steps.filter((step) => !isSecret(step)),
    issues: priced.issues.filter((issue) => !secretIssue.test(issue.code)),
    totals,
  }
}

export function hideCostsOfLine({
  cost: _,
  margin: __,
  floor: ___,
  target: ____,
  ...line
}: PricedLine): PricedLine {
  return { ...line, steps: line.steps.filter((step) => !isSecret(step)) }
}

/** Steps that judge margins or stop at a floor name secret figures. */
export function isSecret(step: { step: string }): boolean {
  return step.step === 'floor' || step.step === 'judge'
}

/** Issues that name a cost, a floor, a target or a margin. */
export const secretIssue = /floor|cost|margin|target/

/** What of a priced line, and of all else the pricer said, lies sealed where it is stored. */
export const secretOfLine: SecretParts = {
  fields: ['cost', 'margin', 'floor', 'target'],
  elements: { steps: isSecret },
}
export const secretOfPriced: SecretParts = {
  elements: { steps: isSecret, issues: ({ code }: { code: string }) => secretIssue.test(code) },
  within: { totals: { fields: ['cost', 'margin', 'marginPercent'] } },
}
