import {
  exact,
  minorUnits,
  round,
  roundToStep,
  shareOutDecimals,
  toText,
} from '../../../engines/money/index.ts'
import { exchange } from '../../../engines/pricer/index.ts'
import type { Adapter } from '../case.ts'
import { modeOf, placesOf } from '../policy.ts'

/** `rounding`: a value to a step or to decimals. */
export const rounding: Adapter = ({ given, policy }) => {
  const value = exact(String(given.value))
  const mode = modeOf(policy?.roundingMode)
  const step = policy?.increment
  return {
    result: toText(
      step === undefined
        ? round(value, policy?.minorUnits ?? 2, mode)
        : roundToStep(value, exact(step), mode),
    ),
  }
}

/** `allocation`: an amount over weights, with caps. */
export const allocation: Adapter = ({ given, policy }) => {
  const { amount, weights, caps } = given as unknown as { amount: string; weights: string[]; caps?: string[] }
  const places = placesOf(policy)
  return { shares: shareOutDecimals(exact(amount), weights.map(exact), places, caps?.map(exact)).map(toText) }
}

/** `conversion`: an amount through rates, rounded where the case says so. */
export const conversion: Adapter = ({ given, policy }) => {
  const { amount, steps } = given as unknown as { amount: string; steps: ConversionStep[] }
  const made = steps.map((step) => ({
    by: step.multiplyBy === undefined ? ('DIVIDE' as const) : ('MULTIPLY' as const),
    rate: exact((step.multiplyBy ?? step.divideBy) as string),
    ...(step.increment === undefined
      ? {}
      : { rounding: { step: exact(step.increment), mode: modeOf(step.mode ?? policy?.roundingMode) } }),
  }))
  return { amount: toText(exchange(exact(amount), made)) }
}

type ConversionStep = { multiplyBy?: string; divideBy?: string; increment?: string; mode?: string }

/** `minor-units`: what ISO 4217 says of currencies. */
export const minorUnitsOf: Adapter = ({ given }) => ({
  minorUnits: Object.fromEntries(
    (given.currencies as unknown as string[]).map((code) => [code, minorUnits(code)]),
  ),
})
