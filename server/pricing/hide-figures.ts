import { maySay, type Sight, seesAll, shownFields } from '../../contract/sight.ts'
import type { PriceContext, Priced, PricedLine, Step } from '../../engines/pricer/types.ts'
import type { SecretParts } from '../platform/index.ts'

/** Rows without those of cost, floor and target that their reader may not see. */
export function shownPrices<Row extends object>(sight: Sight, rows: readonly Row[]): Row[] {
  return rows.map((row) => shownFields(sight, row))
}

/** What prices come from, for a pricer elsewhere; what may not be seen stays here. */
export function shownContext(sight: Sight, context: PriceContext): PriceContext {
  return { ...context, prices: shownPrices(sight, context.prices) }
}

/** A result of the pricer without anything from which a figure that may not be seen could be read. */
export function shownPriced(sight: Sight, priced: Priced): Priced {
  if (seesAll(sight)) return priced
  return {
    ...priced,
    lines: priced.lines.map((line) => shownLine(sight, line)),
    steps: shownSteps(sight, priced.steps),
    issues: priced.issues.filter((issue) => maySay(sight, issue.code)),
    totals: shownFields(sight, priced.totals),
  }
}

/** By name: the fields of a fresh line are not all its own. */
function shownLine({ cost, margin, floor }: Sight, line: PricedLine): PricedLine {
  const { cost: itsCost, margin: itsMargin, floor: itsFloor, target, ...shown } = line
  return {
    ...shown,
    ...(cost && itsCost !== undefined && { cost: itsCost }),
    ...(margin && itsMargin !== undefined && { margin: itsMargin }),
    ...(floor && itsFloor !== undefined && { floor: itsFloor }),
    ...(floor && target !== undefined && { target }),
    steps: shownSteps({ cost, margin, floor }, line.steps),
  }
}

/** The step that judges a margin names the cost it comes from: who may see but the margin is told only that. */
function shownSteps(sight: Sight, steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => {
    if (step.step === 'floor') return sight.floor ? step : []
    if (step.step !== 'judge' || (sight.margin && sight.cost)) return step
    const { formula: _, in: from, because, ...rest } = step
    if (!sight.margin) return []
    return { ...rest, in: shownFields(sight, from), because: because.filter((each) => maySay(sight, each)) }
  })
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
