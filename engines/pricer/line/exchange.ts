import { divide, type Exact, multiply, type RoundingMode, roundToStep } from '../../money/index.ts'

/** One step between two currencies: by a rate, or by dividing the opposite rate; rounded only where a rule asks for it. */
export type ExchangeStep = {
  by: 'MULTIPLY' | 'DIVIDE'
  rate: Exact
  rounding?: { step: Exact; mode: RoundingMode }
}

/** An amount through the steps, exact between them. An inverse rate is never made: dividing keeps every digit. */
export function exchange(amount: Exact, steps: readonly ExchangeStep[]): Exact {
  return steps.reduce((value, { by, rate, rounding }) => {
    const next = by === 'MULTIPLY' ? multiply(value, rate) : divide(value, rate)
    return rounding ? roundToStep(next, rounding.step, rounding.mode) : next
  }, amount)
}
